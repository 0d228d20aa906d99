package dev.seaworthy.backup.store;

import org.jspecify.annotations.Nullable;

/** Thrown when nobody can say whether a commit took effect, or will yet: its answer never came. */
public class CommitInDoubtException extends StoreException {
    private static final long serialVersionUID = 1L;

    public CommitInDoubtException(String key, String message, @Nullable Throwable cause) {
        super(key, message, cause);
    }
}
