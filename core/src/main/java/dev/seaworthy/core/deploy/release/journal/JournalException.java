package dev.seaworthy.core.deploy.release.journal;

import dev.seaworthy.core.SeaworthyException;
import org.jspecify.annotations.Nullable;

/** A journal could not be read or written. A release stops at once then, as if its process had been killed. */
public final class JournalException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
