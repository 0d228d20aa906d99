package dev.seaworthy.backup.store;

import dev.seaworthy.core.SeaworthyException;
import org.jspecify.annotations.Nullable;

/** A store that could not do what it was asked, whether it is unreachable, full, or says no. */
public class StoreException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    private final String key;

    public StoreException(String key, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.key = key;
    }

    /** The key of the object, or the prefix of the listing, that it was about. */
    public String key() {
        return key;
    }
}
