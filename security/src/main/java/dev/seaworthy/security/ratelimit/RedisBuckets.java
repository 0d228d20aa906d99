package dev.seaworthy.security.ratelimit;

import io.lettuce.core.RedisClient;
import java.time.Duration;

/**
 * Buckets in Redis, for limits that hold across processes. Each is one value, compared and swapped by a script, that
 * Redis forgets a while after the bucket is full.
 *
 * <p>It takes one connection of the client, at the first question, and leaves it to the client to reconnect and to
 * close. Elapsed time is that of the Redis server.
 *
 * <p><b>Guarantees</b>: the bounds of the policies hold across processes whose readings of the server's clock differ by
 * no more than 100 ms, or a tenth of the window if that is shorter: tokens come back that much later.
 *
 * <p><b>Not covered</b>: what Redis loses: by {@code maxmemory} with a policy that evicts, {@code FLUSHDB}, a restart
 * without persistence, or a failover that comes before replication. Such keys begin anew. If the server's clock is set
 * back, buckets refill again once it has caught up.
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
        Policies shared = policies.shared();
        return new RemoteStore(
                "Redis", shared, new RedisBackend(client, prefix, shared, deadline), availability, deadline);
    }
}
