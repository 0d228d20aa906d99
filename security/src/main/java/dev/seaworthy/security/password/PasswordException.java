package dev.seaworthy.security.password;

import dev.seaworthy.core.SeaworthyException;

/** A password could not be hashed or compared. Its message holds neither the password nor the hash. */
public final class PasswordException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    PasswordException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What to make of it. */
    public enum Reason {
        /** Empty, too long, or not valid Unicode: tell whoever chose it. */
        UNUSABLE_PASSWORD,
        /** As many as are allowed are being hashed: answer 503, and let the caller try again. */
        BUSY,
        /** What is stored is no hash that can be read, is beyond the bounds, or names a pepper that is not stated. */
        UNREADABLE_HASH
    }
}
