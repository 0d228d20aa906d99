package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.store.StoreException;
import org.jspecify.annotations.Nullable;

/** Thrown when the store gives an object where a manifest should be, and it is none. */
public final class UnreadableManifestException extends StoreException {
    private static final long serialVersionUID = 1L;

    public UnreadableManifestException(String key, String message, @Nullable Throwable cause) {
        super(key, message, cause);
    }
}
