package dev.seaworthy.backup.fingerprint;

import java.util.Objects;

/**
 * The large objects of a database. Immutable.
 *
 * @param hash the sum of the hashes of their pieces, as a decimal number; {@code 0} if there are none
 */
public record LargeObjects(long count, String hash) {
    /** A database without large objects. */
    public static final LargeObjects NONE = new LargeObjects(0, "0");

    public LargeObjects {
        Objects.requireNonNull(hash, "hash");
    }
}
