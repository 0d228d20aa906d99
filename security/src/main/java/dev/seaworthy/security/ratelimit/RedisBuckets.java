package dev.seaworthy.security.ratelimit;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in Redis, for limits that hold across processes. Each is one value, compared and swapped by a script, that
 * Redis forgets a while after the bucket is full.
 *
 * <p>It takes one connection of the client, at the first question, and leaves it to the client to reconnect and to
 * close. Elapsed time is that of the Redis server.
 */
public final class RedisBuckets extends Buckets {
    private static final Duration KEPT_WHEN_FULL = Duration.ofSeconds(10);

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
                policies,
                new Session(policies, deadline),
                availability,
                new Deadline("redis", deadline),
                new Outage("Redis", availability));
    }

    /** The connection, made at the first question and anew at the next if that fails. */
    private final class Session implements RemoteStore.Backend {
        private final Policies policies;
        private final ServerClock clock = new ServerClock(Elapsed.time());
        private final Duration deadline;
        private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
        private volatile @Nullable ProxyManager<String> proxies;

        Session(Policies policies, Duration deadline) {
            this.policies = policies;
            this.deadline = deadline;
        }

        @Override
        public void connect() {
            proxies();
        }

        @Override
        public VerboseResult<ConsumptionProbe> tryConsume(String key, long cost) {
            return proxies()
                    .getProxy(prefix + key, policies::configuration)
                    .asVerbose()
                    .tryConsumeAndReturnRemaining(cost);
        }

        private ProxyManager<String> proxies() {
            ProxyManager<String> known = proxies;
            StatefulRedisConnection<String, byte[]> open = connection;
            if (open != null && !open.isOpen()) {
                // what is asked meanwhile would wait in the client without a bound
                throw new RateLimitException(
                        "Rate limits: the connection to Redis is lost, and not made again yet", null);
            }
            return known == null ? made() : known;
        }

        private synchronized ProxyManager<String> made() {
            if (proxies != null) {
                return proxies;
            }
            if (connection == null) {
                connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
            }
            StatefulRedisConnection<String, byte[]> open = connection;
            clock.set(() -> nanos(open));
            proxies = Bucket4jLettuce.casBasedBuilder(open)
                    .clientClock(clock)
                    .requestTimeout(deadline)
                    .expirationAfterWrite(
                            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
                    .build();
            return proxies;
        }

        /** TIME tells seconds, and microseconds of the second. */
        private long nanos(StatefulRedisConnection<String, byte[]> open) {
            List<byte[]> time = open.sync().time();
            return 1_000_000_000 * number(time.get(0)) + 1_000 * number(time.get(1));
        }

        private long number(byte[] ascii) {
            return Long.parseLong(new String(ascii, StandardCharsets.US_ASCII));
        }
    }
}
