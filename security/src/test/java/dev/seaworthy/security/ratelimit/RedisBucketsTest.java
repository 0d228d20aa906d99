package dev.seaworthy.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("needs-redis-server")
class RedisBucketsTest extends DistributedBucketsContract {
    private final List<RedisClient> clients = new ArrayList<>();
    private RedisServer server;

    @BeforeEach
    void start() {
        server = RedisServer.start();
    }

    @AfterEach
    void stop() {
        clients.forEach(client -> client.shutdown(Duration.ZERO, Duration.ofSeconds(2)));
        server.close();
    }

    private RedisClient client(int port) {
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", port));
        clients.add(client);
        return client;
    }

    @Override
    Buckets node() {
        return RedisBuckets.of(client(server.port()));
    }

    @Override
    void hang() {
        server.suspend();
    }

    @Override
    void goOn() {
        server.resume();
    }

    @Override
    long held() {
        try (StatefulRedisConnection<String, String> connection =
                client(server.port()).connect()) {
            return connection.sync().keys("*").size();
        }
    }

    @Test
    void redis_forgets_a_bucket_a_while_after_it_is_full() {
        RateLimiter limiter = limiter(
                        RedisBuckets.of(client(server.port())).prefix("contentmax:"),
                        RatePolicy.bucket("burst", 100, Duration.ofSeconds(100)))
                .build();
        limiter.tryConsume("user:42", 30);

        try (StatefulRedisConnection<String, String> connection =
                client(server.port()).connect()) {
            String key = connection.sync().keys("*").get(0);

            assertThat(key).startsWith("contentmax:default:").endsWith(":user:42");
            assertThat(connection.sync().pttl(key)).isBetween(35_000L, 40_100L);
        }
    }

    @Test
    void one_that_is_down_is_unavailable_at_once_and_counts_anew_when_it_is_back() throws Exception {
        RateLimiter limiter = limiter(node(), RatePolicy.bucket("burst", 2, Duration.ofHours(1)))
                .build();
        assertThat(limiter.tryConsume("a").isCounted()).isTrue();
        server.stop();
        Condition.await("the connection's end", () -> !limiter.tryConsume("a").isCounted());

        long began = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            assertThat(limiter.tryConsume("b").isCounted()).isFalse();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENT);

        server.restart();
        Condition.await("recovery", () -> limiter.tryConsume("b").isCounted());
    }

    @Test
    void what_is_asked_while_the_connection_is_lost_is_not_asked_later() throws Exception {
        Policies policies = new Policies("default", List.of(RatePolicy.bucket("burst", 2, Duration.ofHours(1))));
        RedisBackend backend = new RedisBackend(client(server.port()), "", policies, Duration.ofMillis(200));
        backend.reach(PATIENT);
        server.stop();
        Condition.await("the connection's end", () -> failure(backend).contains("lost"));

        for (int i = 0; i < 20; i++) {
            assertThat(failure(backend)).contains("the connection to Redis is lost");
        }

        server.restart();
        Condition.await("recovery", () -> failure(backend).isEmpty());
        try (StatefulRedisConnection<String, String> connection =
                client(server.port()).connect()) {
            assertThat(connection.sync().info("commandstats")).containsPattern("cmdstat_get:calls=[1-5],");
        }
    }

    private static String failure(RedisBackend backend) {
        try {
            backend.tryConsume("a", 1);
            return "";
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void one_that_is_down_at_the_start_is_connected_to_when_it_is_there() throws Exception {
        server.stop();
        RateLimiter limiter = limiter(node(), RatePolicy.bucket("burst", 2, Duration.ofHours(1)))
                .build();
        assertThat(limiter.reachBackend(PATIENT)).isFalse();

        server.restart();

        Condition.await("the back end", () -> limiter.reachBackend(PATIENT));
        Condition.await("a count", () -> limiter.tryConsume("a").isCounted());
    }

    @Test
    void one_that_never_was_there_is_unavailable_within_the_deadline() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            RateLimiter limiter = limiter(
                            RedisBuckets.of(client(silent.getLocalPort())),
                            RatePolicy.bucket("burst", 2, Duration.ofHours(1)))
                    .whenUnavailable(Availability.OPEN, Duration.ofMillis(200))
                    .build();
            long began = System.nanoTime();

            RateDecision decision = limiter.tryConsume("a");

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            assertThat(decision.isAdmitted()).isTrue();
            assertThat(limiter.unavailable()).isEqualTo(1);
            assertThat(limiter.reachBackend(Duration.ofMillis(200))).isFalse();
        }
    }

    @Test
    void one_that_takes_longer_to_connect_to_than_a_request_waits_is_connected_to_once_and_counts() throws Exception {
        try (SlowRelay relay = new SlowRelay(server.port(), Duration.ofSeconds(1))) {
            RateLimiter limiter = limiter(
                            RedisBuckets.of(client(relay.port())), RatePolicy.bucket("burst", 2, Duration.ofHours(1)))
                    .whenUnavailable(Availability.CLOSED, Duration.ofMillis(300))
                    .build();

            Condition.await("a count", () -> limiter.tryConsume("a").isCounted());

            assertThat(limiter.unavailable()).isPositive();
            assertThat(relay.accepted()).isEqualTo(1);
        }
    }
}
