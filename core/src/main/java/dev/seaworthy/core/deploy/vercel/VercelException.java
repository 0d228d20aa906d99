package dev.seaworthy.core.deploy.vercel;

import dev.seaworthy.core.SeaworthyException;
import org.jspecify.annotations.Nullable;

/** A vercel.json that can't be read or written, or a field of it that is not what its schema says. */
public final class VercelException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    VercelException(String message, String pointer, @Nullable Throwable cause) {
        super(message, cause);
        this.pointer = pointer;
    }

    static VercelException of(String message) {
        return new VercelException(message, "", null);
    }

    static VercelException unlike(String pointer, String wanted) {
        return new VercelException(
                "vercel.json: %s is not %s; validate tells of all that is wrong".formatted(pointer, wanted),
                pointer,
                null);
    }

    /** A JSON pointer (RFC 6901) to the field; empty if it is about the whole file. */
    public String pointer() {
        return pointer;
    }
}
