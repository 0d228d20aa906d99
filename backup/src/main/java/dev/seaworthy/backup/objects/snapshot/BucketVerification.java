package dev.seaworthy.backup.objects.snapshot;

import dev.seaworthy.backup.Verification.Extent;
import java.time.Duration;
import java.util.List;

/** What reading the contents of a snapshot back showed, without restoring them. Immutable. */
public sealed interface BucketVerification {
    /** Whether something was read, and all of it is what was backed up; {@link Checked} says how much that was. */
    default boolean isIntact() {
        return this instanceof Intact;
    }

    /**
     * All that was read is as it was.
     *
     * @param checked one content at least
     */
    record Intact(Checked checked) implements BucketVerification {}

    /**
     * Something is missing, not as it was, or could not be read.
     *
     * @param contents how many contents, and parts of the snapshot, are
     * @param objects how many objects that costs
     * @param damages the first 1,000
     */
    record Damaged(Checked checked, long contents, long objects, List<Damage> damages) implements BucketVerification {
        public Damaged {
            damages = List.copyOf(damages);
        }
    }

    /** The snapshot has no objects, so there was nothing to read. */
    record Empty() implements BucketVerification {}

    /**
     * How much was read.
     *
     * @param extent how far each was read
     * @param contents how many
     * @param ofContents that the snapshot has
     * @param objects whose contents these are
     * @param bytes read from the store
     * @param seed by which {@link Sample#seeded} chooses the same
     */
    record Checked(
            Extent extent, long contents, long ofContents, long objects, long bytes, long seed, Duration duration) {}

    /**
     * Something that is stored, and damaged.
     *
     * @param stored its key in the store
     * @param objects how many objects it costs
     * @param keys of the first 10 of these; none if it is a part of the snapshot, which would tell them
     */
    record Damage(String stored, String reason, long objects, List<String> keys) {
        public Damage {
            keys = List.copyOf(keys);
        }
    }
}
