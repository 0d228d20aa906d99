package dev.seaworthy.security.ratelimit;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Buckets in this process, each under a key, up to a number of keys.
 *
 * <p><b>Guarantees</b>: no more keys than stated are held, whoever asks; a key is forgotten only when its bucket is
 * full again and so equals a new one, never to make room. While there is no room, new keys share a few overflow buckets
 * of the same policies; a key that gets its own later begins with what its overflow bucket had left. Nobody who is
 * limited ever finds a fresh bucket. Time is elapsed time, which no clock on the wall moves.
 *
 * <p><b>Not covered</b>: while there is no room, new keys limit each other, and one that finds room later begins with
 * what its overflow bucket has left.
 */
public final class LocalBuckets extends Buckets {
    /** The default number of keys: {@value}. */
    public static final int DEFAULT_KEYS = 1_000_000;

    /** How many overflow buckets there are: {@value}. */
    public static final int OVERFLOW = 64;

    private final int keys;
    private final LongSupplier nanos;

    private LocalBuckets(int keys, LongSupplier nanos) {
        this.keys = keys;
        this.nanos = nanos;
    }

    /**
     * For at most so many keys of each limiter, from 1 to 100 million. A key of 20 characters takes about 200 bytes
     * with one policy, and 25 more with each other.
     *
     * @throws IllegalArgumentException if it is another number
     */
    public static LocalBuckets upTo(int keys) {
        if (keys < 1 || keys > 100_000_000) {
            throw new IllegalArgumentException("Local buckets: keys is " + keys + "; give 1 to 100 million");
        }
        return new LocalBuckets(keys, Elapsed.time());
    }

    /** Where elapsed time comes from, in nanoseconds, never backwards; for tests. */
    public LocalBuckets ticker(LongSupplier nanos) {
        return new LocalBuckets(keys, nanos);
    }

    /** Always available, so that the deadline does not matter. */
    @Override
    BucketStore open(Policies policies, Availability availability, Duration deadline) {
        return new LocalStore(policies, keys, nanos);
    }
}
