package dev.seaworthy.security.scan.visit;

/** There is no page to be judged; the message says why. */
public final class InconclusiveException extends Exception {
    private static final long serialVersionUID = 1L;

    InconclusiveException(String reason) {
        super(reason);
    }

    /** The reason. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
