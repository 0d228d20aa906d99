package dev.seaworthy.core.schedule;

import dev.seaworthy.core.SeaworthyException;
import org.jspecify.annotations.Nullable;

/** Jobs could not be started, asked or told. A job that fails does not throw it: that is in its {@link JobStatus}. */
public final class ScheduleException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    public ScheduleException(String message) {
        super(message);
    }

    public ScheduleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
