package dev.seaworthy.backup.store;

import org.jspecify.annotations.Nullable;

/** The key is taken, or another writer is taking it; a commit never replaces an object. */
public final class ObjectExistsException extends StoreException {
    private static final long serialVersionUID = 1L;

    public ObjectExistsException(String key, @Nullable Throwable cause) {
        super(key, "Object " + key + " exists already and stays as it is: choose another key", cause);
    }
}
