package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.SeaworthyException;
import dev.seaworthy.core.deploy.check.Status;

/** What a check found does not let the release go on. */
final class Unheld extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    private final Status status;

    Unheld(Status status, String sentence) {
        super(status + ": " + sentence);
        this.status = status;
    }

    Status status() {
        return status;
    }
}
