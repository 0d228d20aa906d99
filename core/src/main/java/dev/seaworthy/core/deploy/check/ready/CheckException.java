package dev.seaworthy.core.deploy.check.ready;

import dev.seaworthy.core.SeaworthyException;

/** What a check measures with was not to be had: it could not be asked, and nothing is known. */
public final class CheckException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    public CheckException(String message) {
        super(message);
    }
}
