package dev.seaworthy.core;

import org.jspecify.annotations.Nullable;

/**
 * The root of every failure that a caller can meet. Each area has one subclass, beside the code that throws it.
 *
 * <p>A message says what failed, which thing, and what to do. It never holds a secret.
 */
public abstract class SeaworthyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected SeaworthyException(String message) {
        super(message);
    }

    protected SeaworthyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
