package dev.seaworthy.security.apikey.store;

import dev.seaworthy.core.SeaworthyException;
import org.jspecify.annotations.Nullable;

/**
 * Keys could not be read or written, so that nobody knows whether one is valid: answer 503. Its message holds no key.
 */
public final class KeyStorageException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    public KeyStorageException(String message) {
        super(message);
    }

    public KeyStorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
