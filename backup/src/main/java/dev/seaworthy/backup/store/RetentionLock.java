package dev.seaworthy.backup.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/** How long nobody can delete an object, or shorten that, from the time when it is begun. */
record RetentionLock(ObjectLockMode mode, Duration time, InstantSource clock) {
    Instant until() {
        return clock.instant().plus(time);
    }
}
