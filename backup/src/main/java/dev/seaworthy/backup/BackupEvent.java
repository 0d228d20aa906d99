package dev.seaworthy.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/** Something that a {@link BackupManager} did, told to its listeners. Immutable. */
public sealed interface BackupEvent {
    /** Which backup it is about. */
    String id();

    /** A run begins. */
    record Begun(String id, Instant at) implements BackupEvent {}

    /**
     * More of the dump has gone towards the store.
     *
     * @param plainBytes of the dump so far, before compression
     * @param elapsed since the run began
     * @param table whose rows have just gone; empty if they were no table's, or the source does not tell
     */
    record Progressed(String id, long plainBytes, Duration elapsed, String table) implements BackupEvent {
        /** The mean so far; 0 in the first millisecond. */
        public long bytesPerSecond() {
            long millis = elapsed.toMillis();
            return millis == 0 ? 0 : Math.multiplyExact(plainBytes, 1000L) / millis;
        }
    }

    /** The backup exists. */
    record Made(BackupReport report) implements BackupEvent {
        @Override
        public String id() {
            return report.id();
        }
    }

    /**
     * The run failed.
     *
     * @param message as the exception tells it
     */
    record Failed(String id, String message, Duration elapsed) implements BackupEvent {}

    /** A backup was read back. */
    record Verified(String id, Verification verification, Duration elapsed) implements BackupEvent {}

    /**
     * A backup was deleted under a policy.
     *
     * @param bytes that it had in the store
     * @param objects that were deleted, its manifest among them
     * @param hiddenVersions of these that the store keeps all the same, and bills; empty if it did not say
     */
    record Pruned(String id, long bytes, int objects, OptionalInt hiddenVersions) implements BackupEvent {}

    /**
     * A backup that a policy does not keep could not be deleted, or not wholly.
     *
     * @param message as the exception tells it
     */
    record PruneFailed(String id, String message) implements BackupEvent {}

    /** A backup was restored into a scratch database. */
    record Tested(String id, RestoreVerdict verdict, Duration elapsed) implements BackupEvent {}
}
