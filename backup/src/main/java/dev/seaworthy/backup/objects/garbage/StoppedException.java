package dev.seaworthy.backup.objects.garbage;

import dev.seaworthy.core.SeaworthyException;
import org.jspecify.annotations.Nullable;

/** Why nothing more is collected this time. */
final class StoppedException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    StoppedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
