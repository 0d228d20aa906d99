package dev.seaworthy.security.http.path;

import dev.seaworthy.security.http.message.IncomingRequest;
import java.util.List;

/** Paths that a protection leaves alone: those that are stated, and those below one that ends with a slash. */
public final class OpenPaths {
    private final List<String> stated;

    public OpenPaths(List<String> stated) {
        this.stated = List.copyOf(stated);
    }

    /** Not if the path might be another one to a server or a handler. */
    public boolean contain(IncomingRequest request) {
        String path = request.path();
        return request.hasPlainPath()
                && stated.stream().anyMatch(open -> open.endsWith("/") ? path.startsWith(open) : path.equals(open));
    }
}
