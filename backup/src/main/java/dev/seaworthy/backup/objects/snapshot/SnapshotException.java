package dev.seaworthy.backup.objects.snapshot;

import dev.seaworthy.core.SeaworthyException;
import org.jspecify.annotations.Nullable;

/** A snapshot that lacks what is asked for, or whose reading was broken off. */
public final class SnapshotException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    private final String id;

    public SnapshotException(String id, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.id = id;
    }

    /** The id of the snapshot. */
    public String id() {
        return id;
    }
}
