package dev.seaworthy.security.ratelimit;

import java.time.Duration;

/** The buckets of one limiter, each under a key. Safe for use by many threads. */
interface BucketStore {
    /** The cost is 1 or more. */
    RateDecision tryConsume(String key, long cost);

    /** Whether the back end answers, asked for so long at most; it counts nothing. */
    boolean reach(Duration patience);

    /** How many keys have a bucket in this process. */
    long keys();

    /** How many decisions fell on a bucket that keys share. */
    long shared();

    /** How many requests could not be counted. */
    long unavailable();
}
