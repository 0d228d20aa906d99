package dev.seaworthy.backup.content;

import java.util.Objects;

/**
 * How much a stream held, and what. Immutable.
 *
 * @param sha256 in hexadecimal digits
 */
public record Measure(long bytes, String sha256) {
    public Measure {
        Objects.requireNonNull(sha256, "sha256");
    }
}
