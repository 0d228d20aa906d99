package dev.seaworthy.security.ratelimit;

import dev.seaworthy.core.failure.Told;

/** A back end did not answer in time, or failed. Its message holds no key. */
final class UnavailableException extends Exception implements Told {
    private static final long serialVersionUID = 1;

    UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
