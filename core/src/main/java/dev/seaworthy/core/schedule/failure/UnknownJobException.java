package dev.seaworthy.core.schedule.failure;

/** No job with a schedule is declared by this name. */
public final class UnknownJobException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnknownJobException(String message) {
        super(message);
    }
}
