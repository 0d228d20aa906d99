package dev.seaworthy.core.schedule.failure;

import dev.seaworthy.core.failure.Told;

/** No job with a schedule is declared by this name. */
public final class UnknownJobException extends IllegalArgumentException implements Told {
    private static final long serialVersionUID = 1L;

    public UnknownJobException(String message) {
        super(message);
    }
}
