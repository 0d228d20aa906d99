package dev.seaworthy.security.ratelimit;

import io.lettuce.core.RedisClient;
import java.time.Duration;

/**
 * Buckets in Redis, for limits that hold across processes. Each is one value, compared and swapped by a script, that
 * Redis forgets a while after the bucket is full.
 *
 * <p>It takes one connection of the client, at the first question, and leaves it to the client to reconnect and to
 * close. Elapsed time is that of the Redis server.
 */
public final class RedisBuckets extends Buckets {
    private final RedisClient client;
    private final String prefix;

    private RedisBuckets(RedisClient client, String prefix) {
        this.client = client;
        this.prefix = prefix;
    }

    /** Of the server that the client was created for; keys begin with {@code seaworthy:ratelimit:}. */
    @SuppressWarnings("exports") // an automatic module, which is never required transitively
    public static RedisBuckets of(RedisClient client) {
        return new RedisBuckets(client, "seaworthy:ratelimit:");
    }

    /** The same with keys that begin with this, for services that share a server. */
    public RedisBuckets prefix(String prefix) {
        return new RedisBuckets(client, prefix);
    }

    @Override
    BucketStore open(Policies policies, Availability availability, Duration deadline) {
        return new RemoteStore(
                "Redis", policies, new RedisBackend(client, prefix, policies, deadline), availability, deadline);
    }
}
