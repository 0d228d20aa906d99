package dev.seaworthy.backup.encryption;

import dev.seaworthy.core.SeaworthyException;
import org.jspecify.annotations.Nullable;

/** Content that could not be sealed or opened: another key, or damaged. */
public final class EncryptionException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    public EncryptionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
