package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.SeaworthyException;
import java.util.Optional;

/** The journal was lost while a step ran. */
final class LostException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Thread> runaway;

    LostException(String message) {
        this(message, Optional.empty());
    }

    private LostException(String message, Optional<Thread> runaway) {
        super(message);
        this.runaway = runaway;
    }

    LostException leaving(Optional<Thread> thread) {
        return new LostException(String.valueOf(getMessage()), thread);
    }

    /** The thread of the step, if it did not end. */
    Optional<Thread> runaway() {
        return runaway;
    }
}
