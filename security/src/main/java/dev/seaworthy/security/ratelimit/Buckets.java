package dev.seaworthy.security.ratelimit;

import java.time.Duration;

/** Where the buckets of a limiter are kept: in this process, in Redis or in PostgreSQL. */
public abstract sealed class Buckets permits LocalBuckets, RedisBuckets, PostgresBuckets {
    Buckets() {}

    /** Connects to nothing and starts nothing. */
    abstract BucketStore open(Policies policies, Availability availability, Duration deadline);
}
