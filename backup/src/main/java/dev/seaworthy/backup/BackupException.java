package dev.seaworthy.backup;

import dev.seaworthy.core.SeaworthyException;
import org.jspecify.annotations.Nullable;

/** A backup, of a database or a bucket, that was not made, or is not there. */
public final class BackupException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    private final String id;

    public BackupException(String id, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.id = id;
    }

    /** The id of the backup that it is about. */
    public String id() {
        return id;
    }
}
