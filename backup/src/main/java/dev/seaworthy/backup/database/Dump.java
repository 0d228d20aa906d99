package dev.seaworthy.backup.database;

import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.time.Duration;
import java.util.Objects;
import java.util.SortedMap;

/**
 * What a whole dump holds, as the database saw it at the dump's own instant. Immutable.
 *
 * @param hashing how long the fingerprint took, beside the dump
 * @param server the version of the server, as it names itself
 * @param tool what made the dump, with its version
 */
public record Dump(Fingerprint fingerprint, Duration hashing, String server, String tool) {
    public Dump {
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(hashing, "hashing");
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(tool, "tool");
    }

    /** The number of rows by table. */
    public SortedMap<String, Long> rows() {
        return fingerprint.rows();
    }
}
