package dev.seaworthy.core.deploy.checklist;

import dev.seaworthy.core.SeaworthyException;
import org.jspecify.annotations.Nullable;

/** A checklist could not be run at all. An item that fails does not throw it: that is in the report. */
public final class ChecklistException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    ChecklistException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
