package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.SeaworthyException;

/** What was asked of a release does not fit how far it is. */
public final class ReleaseException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    ReleaseException(String message) {
        super(message);
    }
}
