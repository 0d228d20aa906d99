package dev.seaworthy.backup;

import java.time.Duration;

/** What reading a backup back showed, without restoring it. Immutable. */
public sealed interface Verification {
    /** Whether all that was read is what was backed up; {@link Intact#extent} says how far that went. */
    default boolean isIntact() {
        return this instanceof Intact;
    }

    /** How far a verification goes. */
    enum Extent {
        /** The stored bytes, by their hashes: what anyone can check who can read the store. */
        STORED,
        /** And what they hold, decrypted and decompressed, by its hash: what a private key is needed for. */
        OPENED
    }

    /**
     * It is as it was stored.
     *
     * @param bytes read from the store
     */
    record Intact(Extent extent, long bytes, Duration duration) implements Verification {}

    /** It is not, or could not be read. */
    record Failed(Extent where, String message) implements Verification {}
}
