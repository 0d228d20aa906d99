package dev.seaworthy.backup.database;

import dev.seaworthy.core.SeaworthyException;
import org.jspecify.annotations.Nullable;

/** A dump that could not be restored, or a scratch database that could not be made or read. */
public final class RestoreException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    public RestoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
