package dev.seaworthy.security.ratelimit;

import dev.seaworthy.core.failure.Told;
import org.jspecify.annotations.Nullable;

/** A request could not be counted where it should be. Its message holds no key. */
final class UnavailableException extends Exception implements Told {
    private static final long serialVersionUID = 1;

    private final boolean backend;

    private UnavailableException(String message, @Nullable Throwable cause, boolean backend) {
        super(message, cause);
        this.backend = backend;
    }

    /** The back end did not answer in time, or failed. */
    static UnavailableException of(String message, Throwable cause) {
        return new UnavailableException(message, cause, true);
    }

    /** The request came not to ask: too many others did. */
    static UnavailableException busy(String message) {
        return new UnavailableException(message, null, false);
    }

    /** The thread is marked as interrupted again. */
    static UnavailableException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new UnavailableException("the caller was interrupted", cause, false);
    }

    /** Whether this tells anything of the back end. */
    boolean isOfBackend() {
        return backend;
    }
}
