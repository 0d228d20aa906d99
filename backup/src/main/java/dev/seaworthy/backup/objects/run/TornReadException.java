package dev.seaworthy.backup.objects.run;

import java.io.IOException;

/** A content that could not be read whole, most likely since it was changed meanwhile. */
final class TornReadException extends IOException {
    private static final long serialVersionUID = 1L;

    TornReadException(String message, Throwable cause) {
        super(message, cause);
    }

    TornReadException(String message) {
        super(message);
    }
}
