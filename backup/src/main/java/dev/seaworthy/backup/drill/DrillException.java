package dev.seaworthy.backup.drill;

import dev.seaworthy.core.SeaworthyException;
import org.jspecify.annotations.Nullable;

/** A drill that has not proven the newest backup, or whose record could not be kept. */
public final class DrillException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    private final String id;

    DrillException(String id, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.id = id;
    }

    /** The id of the drill. */
    public String id() {
        return id;
    }
}
