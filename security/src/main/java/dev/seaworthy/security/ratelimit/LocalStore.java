package dev.seaworthy.security.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.BucketState;
import io.github.bucket4j.MathType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Buckets that are forgotten when they are full, and never for want of room. */
final class LocalStore implements BucketStore {
    /** Who has found a bucket consumes from it within this time, or it may have been forgotten meanwhile. */
    private static final Duration LONGEST_STALL = Duration.ofSeconds(1);

    private static final long NANOS_BETWEEN_SWEEPS = Duration.ofSeconds(1).toNanos();

    private final Policies policies;
    private final int most;
    private final LongSupplier nanos;
    private final Cache<String, LocalBucket> buckets;
    private final AtomicInteger held = new AtomicInteger();
    private final List<Overflow> overflow =
            Stream.generate(Overflow::new).limit(LocalBuckets.OVERFLOW).toList();
    private final LongAdder shared = new LongAdder();
    private final AtomicLong swept;

    LocalStore(Policies policies, int most, LongSupplier nanos) {
        this.policies = policies;
        this.most = most;
        this.nanos = nanos;
        swept = new AtomicLong(nanos.getAsLong());
        buckets = Caffeine.newBuilder()
                .expireAfterAccess(policies.fills().plus(LONGEST_STALL))
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .evictionListener((key, bucket, cause) -> held.decrementAndGet())
                .build();
    }

    @Override
    public RateDecision tryConsume(String key, long cost) {
        LocalBucket known = buckets.getIfPresent(key);
        return known == null ? tryConsumeNew(key, cost) : tryConsume(known, cost);
    }

    private RateDecision tryConsume(LocalBucket bucket, long cost) {
        return bucket.tryConsume(policies, cost, nanos.getAsLong());
    }

    /** Under one lock, so that no key consumes from its overflow bucket once its own has begun with what was left. */
    private RateDecision tryConsumeNew(String key, long cost) {
        Overflow slot = overflow.get(slot(key));
        synchronized (slot) {
            LocalBucket known = buckets.getIfPresent(key);
            if (known != null) {
                return tryConsume(known, cost);
            }
            if (reserve()) {
                LocalBucket own = new LocalBucket(slot.state().orElseGet(this::fresh));
                buckets.put(key, own);
                return tryConsume(own, cost);
            }
            shared.increment();
            return tryConsume(slot.bucket(fresh()), cost);
        }
    }

    private boolean reserve() {
        if (held.get() >= most) {
            sweep();
        }
        if (held.incrementAndGet() <= most) {
            return true;
        }
        held.decrementAndGet();
        return false;
    }

    /** Looks for buckets that are full again, once in a while, as nothing else does while no key is new. */
    private void sweep() {
        long now = nanos.getAsLong();
        long last = swept.get();
        if (now - last >= NANOS_BETWEEN_SWEEPS && swept.compareAndSet(last, now)) {
            buckets.cleanUp();
        }
    }

    private BucketState fresh() {
        return BucketState.createInitialState(policies.configuration(), MathType.INTEGER_64_BITS, nanos.getAsLong());
    }

    private static int slot(String key) {
        int hash = key.hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), LocalBuckets.OVERFLOW);
    }

    @Override
    public boolean reach(Duration patience) {
        return true;
    }

    @Override
    public long keys() {
        return held.get();
    }

    @Override
    public long shared() {
        return shared.sum();
    }

    @Override
    public long unavailable() {
        return 0;
    }
}
