package dev.seaworthy.backup.store;

import org.jspecify.annotations.Nullable;

/** There is no object of this key. */
public final class MissingObjectException extends StoreException {
    private static final long serialVersionUID = 1L;

    public MissingObjectException(String key, @Nullable Throwable cause) {
        super(key, "There is no object " + key, cause);
    }
}
