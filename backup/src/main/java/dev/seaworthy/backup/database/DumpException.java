package dev.seaworthy.backup.database;

import dev.seaworthy.core.SeaworthyException;
import org.jspecify.annotations.Nullable;

/** A dump that could not be made or finished. */
public final class DumpException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    public DumpException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
