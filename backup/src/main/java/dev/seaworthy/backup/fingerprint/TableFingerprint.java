package dev.seaworthy.backup.fingerprint;

import java.util.Objects;

/**
 * What a table held. Immutable.
 *
 * @param hash the sum of the hashes of all rows, as a decimal number; {@code 0} without rows
 */
public record TableFingerprint(long rows, String hash) {
    /** A table without rows. */
    public static final TableFingerprint EMPTY = new TableFingerprint(0, "0");

    public TableFingerprint {
        Objects.requireNonNull(hash, "hash");
        if (rows < 0) {
            throw new IllegalArgumentException("rows must not be negative: " + rows);
        }
    }
}
