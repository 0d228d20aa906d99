package dev.seaworthy.core.deploy.command;

import dev.seaworthy.core.SeaworthyException;
import org.jspecify.annotations.Nullable;

/** A command could not be started, did not end in time, or ended with another exit code than 0. */
public final class CommandException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }

    CommandException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
