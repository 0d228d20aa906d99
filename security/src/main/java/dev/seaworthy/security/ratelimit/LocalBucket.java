package dev.seaworthy.security.ratelimit;

import io.github.bucket4j.BucketState;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** The state of one bucket, replaced and never changed: what Bucket4j's own lock-free bucket is, without its views. */
final class LocalBucket {
    private static final AtomicReferenceFieldUpdater<LocalBucket, BucketState> STATE =
            AtomicReferenceFieldUpdater.newUpdater(LocalBucket.class, BucketState.class, "state");

    private volatile BucketState state;

    LocalBucket(BucketState state) {
        this.state = state;
    }

    BucketState state() {
        return state;
    }

    RateDecision tryConsume(Policies policies, long cost, long nanos) {
        while (true) {
            BucketState before = state;
            BucketState after = before.copy();
            after.refillAllBandwidth(nanos);
            if (after.getAvailableTokens() < cost) {
                return RateDecision.counted(policies.list(), after, cost, false);
            }
            after.consume(cost);
            if (STATE.compareAndSet(this, before, after)) {
                return RateDecision.counted(policies.list(), after, cost, true);
            }
        }
    }
}
