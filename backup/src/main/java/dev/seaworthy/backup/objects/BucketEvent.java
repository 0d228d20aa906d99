package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.objects.snapshot.BucketVerification;
import dev.seaworthy.backup.objects.snapshot.RestoreReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Something that {@link BucketBackups} did, told to its listeners. Immutable. */
public sealed interface BucketEvent {
    /** The name of the bucket's backups. */
    String bucket();

    /** Which snapshot it is about; empty if it is about all. */
    String id();

    /** A run begins. */
    record Begun(String bucket, String id, Instant at) implements BucketEvent {}

    /**
     * How far a run is; told once in a second at most.
     *
     * @param objects that are done with, read or not
     * @param bytes of theirs, and of what is being read
     * @param readBytes those of them that were read from the source
     * @param expectedObjects as many as the newest snapshot has; 0 if there is none
     * @param expectedBytes of theirs
     * @param elapsed since the run began
     */
    record Progressed(
            String bucket,
            String id,
            long objects,
            long bytes,
            long readBytes,
            long expectedObjects,
            long expectedBytes,
            Duration elapsed)
            implements BucketEvent {
        /** What is asked of the source for an object costs as much as so many bytes of it. */
        private static final double OBJECT_BYTES = 64 * 1024;

        /** How much was read in a second, the mean so far; 0 in the first millisecond. */
        public long bytesPerSecond() {
            long millis = elapsed.toMillis();
            return millis == 0 ? 0 : (long) (readBytes * 1000.0 / millis);
        }

        /**
         * How much longer it takes if the bucket has grown little and the rest goes as fast; empty if nothing is known
         * or done.
         */
        public Optional<Duration> remaining() {
            double expected = expectedBytes + expectedObjects * OBJECT_BYTES;
            double done = bytes + objects * OBJECT_BYTES;
            if (expected == 0 || done == 0) {
                return Optional.empty();
            }
            double rest = Math.max(0, expected - done);
            return Optional.of(Duration.ofMillis((long) (elapsed.toMillis() * (rest / done))));
        }
    }

    /**
     * A shard was backed up, of a snapshot that exists once all are.
     *
     * @param shard from 1
     * @param shards how many there are
     * @param objects that it has
     * @param bytes of theirs
     * @param elapsed since this node began it
     */
    record ShardMade(String bucket, String id, int shard, int shards, long objects, long bytes, Duration elapsed)
            implements BucketEvent {}

    /** The snapshot exists. */
    record Made(String bucket, SnapshotReport report) implements BucketEvent {
        @Override
        public String id() {
            return report.id();
        }
    }

    /**
     * The run failed; what it has stored stays for the next.
     *
     * @param message as the exception tells it
     */
    record Failed(String bucket, String id, String message, Duration elapsed) implements BucketEvent {}

    /** Contents of a snapshot were read back. */
    record Verified(String bucket, String id, BucketVerification verification, Duration elapsed)
            implements BucketEvent {}

    /** Objects of a snapshot were put into a target. */
    record Restored(String bucket, String id, RestoreReport report, Duration elapsed) implements BucketEvent {}

    /** Snapshots were pruned, and garbage collected. */
    record Pruned(String bucket, PruneReport report, Duration elapsed) implements BucketEvent {
        @Override
        public String id() {
            return "";
        }
    }
}
