package dev.seaworthy.security.ratelimit;

import dev.seaworthy.core.SeaworthyException;
import org.jspecify.annotations.Nullable;

/** The back end of the limits could not do what it was asked; the cause is its own. */
public final class RateLimitException extends SeaworthyException {
    private static final long serialVersionUID = 1;

    RateLimitException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
