package dev.seaworthy.security.ratelimit;

import io.github.bucket4j.BucketState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One bucket that keys share while there is no room, made when it is needed and never retired. Guarded by itself. */
final class Overflow {
    private @Nullable LocalBucket bucket;

    LocalBucket bucket(BucketState fresh) {
        if (bucket == null) {
            bucket = new LocalBucket(fresh);
        }
        return bucket;
    }

    /** What it has left; empty if nobody has used it. */
    Optional<BucketState> state() {
        return Optional.ofNullable(bucket).flatMap(LocalBucket::state);
    }
}
