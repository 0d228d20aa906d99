package dev.seaworthy.security.ratelimit;

import io.github.bucket4j.BucketState;
import io.github.bucket4j.MathType;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Buckets that are forgotten when they are full, and never for want of room. Once half of the room is taken, each new
 * key looks at a few of the others, all in turn, so that nothing runs by itself and no request looks at all of them.
 */
final class LocalStore implements BucketStore {
    /** More than one, so that what is full goes faster than new keys come. */
    private static final int LOOKS = 8;

    private final Policies policies;
    private final int most;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<String, LocalBucket> buckets = new ConcurrentHashMap<>();
    private final AtomicInteger held = new AtomicInteger();
    private final List<Overflow> overflow =
            Stream.generate(Overflow::new).limit(LocalBuckets.OVERFLOW).toList();
    private final LongAdder shared = new LongAdder();

    /** Guarded by this. */
    private Iterator<Map.Entry<String, LocalBucket>> hand = Collections.emptyIterator();

    LocalStore(Policies policies, int most, LongSupplier nanos) {
        this.policies = policies;
        this.most = most;
        this.nanos = nanos;
    }

    @Override
    public RateDecision tryConsume(String key, long cost) {
        return claim(key, cost).decision();
    }

    /** As {@link #tryConsume}, and it can be given back. */
    Claim claim(String key, long cost) {
        Claim known = claimKnown(key, cost);
        return known == null ? claimNew(key, cost) : known;
    }

    /** Null if the key has no bucket, or one that is being forgotten. */
    private @Nullable Claim claimKnown(String key, long cost) {
        LocalBucket bucket = buckets.get(key);
        if (bucket == null) {
            return null;
        }
        RateDecision decision = bucket.tryConsume(policies, cost, nanos.getAsLong());
        return decision == null ? null : new Claim(decision, bucket);
    }

    /** Under one lock, so that no key consumes from its overflow bucket once its own has begun with what was left. */
    private Claim claimNew(String key, long cost) {
        Overflow slot = overflow.get(slot(key));
        synchronized (slot) {
            Claim known = claimKnown(key, cost);
            if (known != null) {
                return known;
            }
            if (isHalfFull()) {
                sweep();
            }
            if (reserve()) {
                return claimOwn(key, cost, new LocalBucket(slot.state().orElseGet(this::fresh)));
            }
            shared.increment();
            return new Claim(slot.bucket(fresh()).consume(policies, cost, nanos.getAsLong()), null);
        }
    }

    /** It is consumed from before others see it, or it could be forgotten meanwhile. */
    private Claim claimOwn(String key, long cost, LocalBucket own) {
        RateDecision decision = own.consume(policies, cost, nanos.getAsLong());
        LocalBucket retired = buckets.put(key, own);
        if (retired != null) {
            held.decrementAndGet();
        }
        return new Claim(decision, own);
    }

    /** Never above the bound, not even for a moment. */
    private boolean reserve() {
        return held.getAndUpdate(keys -> keys < most ? keys + 1 : keys) < most;
    }

    /** While there is room, a key that comes and goes keeps its bucket rather than be made anew each time. */
    private boolean isHalfFull() {
        return 2L * held.get() >= most;
    }

    private synchronized void sweep() {
        long now = nanos.getAsLong();
        for (int i = 0; i < LOOKS; i++) {
            if (!hand.hasNext()) {
                hand = buckets.entrySet().iterator();
            }
            if (hand.hasNext()) {
                look(hand.next(), now);
            }
        }
    }

    private void look(Map.Entry<String, LocalBucket> entry, long now) {
        LocalBucket bucket = entry.getValue();
        if (bucket.retire(policies, now) && buckets.remove(entry.getKey(), bucket)) {
            held.decrementAndGet();
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

    /**
     * What was decided about a key.
     *
     * @param own its own bucket; null if it shares one
     */
    record Claim(RateDecision decision, @Nullable LocalBucket own) {
        /** Nobody else than the key has made it refuse. */
        boolean isRefusedByOwn() {
            return own != null && !decision.isAdmitted();
        }

        void giveBack(long cost) {
            if (own != null && decision.isAdmitted()) {
                own.giveBack(cost);
            }
        }
    }
}
