package dev.seaworthy.security.http.maintenance;

import java.util.List;
import java.util.regex.Pattern;

/** Paths that stay open: those that are stated, and those below one that ends with a slash. */
final class OpenPaths {
    /** What a server or a handler might still read as another path. */
    private static final Pattern UNSETTLED = Pattern.compile("//|/\\.{1,2}(?:/|$)|[%;\\\\]");

    private final List<String> stated;

    OpenPaths(List<String> stated) {
        this.stated = List.copyOf(stated);
    }

    static boolean isSettled(String path) {
        return path.startsWith("/")
                && path.indexOf('*') < 0
                && !UNSETTLED.matcher(path).find();
    }

    boolean contain(String path) {
        return stated.stream().anyMatch(open -> open.endsWith("/") ? path.startsWith(open) : path.equals(open))
                && !UNSETTLED.matcher(path).find();
    }
}
