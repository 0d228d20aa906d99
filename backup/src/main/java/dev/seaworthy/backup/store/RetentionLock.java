package dev.seaworthy.backup.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/** How long nobody can delete an object, or shorten that, from the time when it is begun. */
record RetentionLock(ObjectLockMode mode, Duration time, InstantSource clock) {
    /** No mistake in it can be undone. */
    static final Duration LONGEST_COMPLIANCE = Duration.ofDays(400);

    Instant until() {
        return clock.instant().plus(time);
    }

    /** The latest time that a lock of this mode may be extended to. */
    static Instant latest(ObjectLockMode mode, Instant now) {
        return mode == ObjectLockMode.GOVERNANCE ? Instant.MAX : now.plus(LONGEST_COMPLIANCE);
    }
}
