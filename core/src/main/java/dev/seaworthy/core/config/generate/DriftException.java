package dev.seaworthy.core.config.generate;

import dev.seaworthy.core.SeaworthyException;
import java.nio.file.Path;

/**
 * A document that is not what its schema says. Its message shows the line that is missing from the file, and nothing of
 * what the file holds: someone may have written a secret into it.
 */
public final class DriftException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final int line;

    DriftException(Path file, int line, String message) {
        super(message);
        this.file = file;
        this.line = line;
    }

    public Path file() {
        return file;
    }

    /** Where the file first differs, from 1; 0 if it can't be read. */
    public int line() {
        return line;
    }
}
