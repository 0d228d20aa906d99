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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis, made by a thread of its own at the first question, that all wait for and nobody gives up; if
 * it fails, the next question makes one anew.
 */
final class RedisBackend implements RemoteStore.Backend {
    private static final Duration KEPT_WHEN_FULL = Duration.ofSeconds(10);

    private final RedisClient client;
    private final String prefix;
    private final Policies policies;
    private final Duration deadline;

    /** Guarded by this. */
    private @Nullable CompletableFuture<Session> session;

    RedisBackend(RedisClient client, String prefix, Policies policies, Duration deadline) {
        this.client = client;
        this.prefix = prefix;
        this.policies = policies;
        this.deadline = deadline;
    }

    @Override
    public void reach(Duration patience) {
        answer(session(patience).connection().async().ping(), patience);
    }

    @Override
    public VerboseResult<ConsumptionProbe> tryConsume(String key, long cost) {
        return session(deadline)
                .proxies()
                .getProxy(prefix + key, policies::configuration)
                .asVerbose()
                .tryConsumeAndReturnRemaining(cost);
    }

    private Session session(Duration patience) {
        Session known = answer(session(), patience);
        if (!known.connection().isOpen()) {
            // what is asked meanwhile would wait in the client without a bound
            throw new RateLimitException("Rate limits: the connection to Redis is lost, and not made again yet", null);
        }
        return known;
    }

    private synchronized Future<Session> session() {
        if (session == null || session.isCompletedExceptionally()) {
            session = CompletableFuture.supplyAsync(this::connect, RedisBackend::start);
        }
        return session;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "seaworthy-ratelimit-redis-connect");
        thread.setDaemon(true);
        thread.start();
    }

    private static <T> T answer(Future<T> future, Duration patience) {
        try {
            return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new RateLimitException("Rate limits: Redis could not be reached", e.getCause());
        } catch (TimeoutException e) {
            throw new RateLimitException("Rate limits: Redis has not answered yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RateLimitException("Rate limits: the wait for Redis was interrupted", e);
        }
    }

    /** The client's own timeouts bound it. */
    private Session connect() {
        StatefulRedisConnection<String, byte[]> open =
                client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
        try {
            return new Session(open, proxies(open));
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private ProxyManager<String> proxies(StatefulRedisConnection<String, byte[]> open) {
        ServerClock clock = new ServerClock(Elapsed.time());
        clock.set(() -> nanos(open));
        return Bucket4jLettuce.casBasedBuilder(open)
                .clientClock(clock)
                .requestTimeout(deadline)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
                .build();
    }

    /** TIME tells seconds, and microseconds of the second. */
    private static long nanos(StatefulRedisConnection<String, byte[]> open) {
        List<byte[]> time = open.sync().time();
        return 1_000_000_000 * number(time.get(0)) + 1_000 * number(time.get(1));
    }

    private static long number(byte[] ascii) {
        return Long.parseLong(new String(ascii, StandardCharsets.US_ASCII));
    }

    private record Session(StatefulRedisConnection<String, byte[]> connection, ProxyManager<String> proxies) {}
}
