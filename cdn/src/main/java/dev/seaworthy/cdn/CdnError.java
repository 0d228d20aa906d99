package dev.seaworthy.cdn;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a CDN says is wrong. Immutable.
 *
 * @param code the CDN's own number of it; 0 if it gives none
 * @param message its words
 * @param pointer to what is wrong in what it was sent, {@code /rules/3/expression}, if it says so
 */
public record CdnError(int code, String message, Optional<String> pointer) {
    public CdnError {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(pointer, "pointer");
    }

    /** One that points at nothing. */
    public CdnError(int code, String message) {
        this(code, message, Optional.empty());
    }

    @Override
    public String toString() {
        return "code " + code + " (" + message + ")"
                + pointer.map(place -> " at " + place).orElse("");
    }
}
