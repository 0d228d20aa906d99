package dev.seaworthy.security.ratelimit;

import io.github.bucket4j.BucketState;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The state of one bucket, replaced and never changed: what Bucket4j's own lock-free bucket is, without its views. Once
 * it is retired, nobody consumes from it.
 */
final class LocalBucket {
    private static final AtomicReferenceFieldUpdater<LocalBucket, BucketState> STATE =
            AtomicReferenceFieldUpdater.newUpdater(LocalBucket.class, BucketState.class, "state");

    private volatile @Nullable BucketState state;

    LocalBucket(BucketState state) {
        this.state = state;
    }

    /** Empty if it is retired. */
    Optional<BucketState> state() {
        return Optional.ofNullable(state);
    }

    /** Of one that nobody retires. */
    RateDecision consume(Policies policies, long cost, long nanos) {
        return Objects.requireNonNull(tryConsume(policies, cost, nanos));
    }

    /** Null if it is retired. */
    @Nullable
    RateDecision tryConsume(Policies policies, long cost, long nanos) {
        while (true) {
            BucketState before = state;
            if (before == null) {
                return null;
            }
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

    /** No more than it holds when it is full; nothing to one that is retired, which was full. */
    void giveBack(long tokens) {
        STATE.updateAndGet(this, before -> {
            if (before == null) {
                return null;
            }
            BucketState after = before.copy();
            after.addTokens(tokens);
            return after;
        });
    }

    /** Whether it was full, as a new one is, and is retired therefore. */
    boolean retire(Policies policies, long nanos) {
        BucketState before = state;
        if (before == null) {
            return false;
        }
        BucketState after = before.copy();
        after.refillAllBandwidth(nanos);
        return policies.isFull(after) && STATE.compareAndSet(this, before, null);
    }
}
