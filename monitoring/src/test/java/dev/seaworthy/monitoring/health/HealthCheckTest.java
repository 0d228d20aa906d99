package dev.seaworthy.monitoring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.seaworthy.monitoring.testing.SettableProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HealthCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    private final SettableProbe database = new SettableProbe();
    private final SettableProbe openAi = new SettableProbe();
    private final AtomicLong nanos = new AtomicLong();
    private final HealthCheck health = HealthCheck.builder()
            .critical("database", database)
            .degrading("openai", openAi)
            .timeout(Duration.ofMillis(200))
            .cacheFor(Duration.ofSeconds(5))
            .clock(InstantSource.fixed(NOW))
            .ticker(nanos::get)
            .build();

    @AfterEach
    void close() {
        database.recover();
        openAi.recover();
        health.close();
    }

    @Test
    void answers_with_each_check_by_name_when_all_is_well() {
        HealthReport report = health.report();

        assertThat(report.httpStatus()).isEqualTo(200);
        assertThat(report.toJson())
                .isEqualTo("{\"status\":\"healthy\",\"checks\":{\"app\":\"healthy\",\"database\":\"healthy\","
                        + "\"openai\":\"healthy\"},\"timestamp\":\"2026-11-24T09:00:00Z\"}");
    }

    @Test
    void is_unhealthy_and_503_when_a_critical_check_fails() {
        database.fail();

        HealthReport report = health.report();

        assertThat(report.status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(report.httpStatus()).isEqualTo(503);
        assertThat(report.checks()).containsEntry("database", HealthStatus.UNHEALTHY);
    }

    @Test
    void is_degraded_and_200_when_a_degrading_check_fails() {
        openAi.fail();

        HealthReport report = health.report();

        assertThat(report.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(report.httpStatus()).isEqualTo(200);
        assertThat(report.toJson()).contains("\"status\":\"degraded\"", "\"openai\":\"unhealthy\"");
    }

    @Test
    void answers_by_its_deadline_when_a_probe_hangs_and_does_not_ask_it_twice() {
        database.hang();

        assertThat(health.report().checks()).containsEntry("database", HealthStatus.UNHEALTHY);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(health.report().checks())
                .containsEntry("database", HealthStatus.UNHEALTHY)
                .containsEntry("openai", HealthStatus.HEALTHY);

        assertThat(database.asked()).isEqualTo(1);
        assertThat(openAi.asked()).isEqualTo(2);
    }

    @Test
    void asks_again_once_a_hanging_probe_has_ended() {
        database.hang();
        health.report();
        database.recover();
        nanos.addAndGet(Duration.ofHours(1).toNanos());

        // its thread ends in its own time
        while (health.report().status() != HealthStatus.HEALTHY) {
            Thread.onSpinWait();
            nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        }

        assertThat(database.asked()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void interrupts_a_probe_that_is_late() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (HealthCheck slow = HealthCheck.builder()
                .critical("slow", () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                })
                .timeout(Duration.ofMillis(50))
                .build()) {
            assertThat(slow.report().status()).isEqualTo(HealthStatus.UNHEALTHY);

            interrupted.await();
        }
    }

    @Test
    void serves_an_answer_again_for_as_long_as_it_is_good() {
        health.report();
        database.fail();
        nanos.addAndGet(Duration.ofSeconds(5).toNanos() - 1);
        assertThat(health.report().status()).isEqualTo(HealthStatus.HEALTHY);

        nanos.addAndGet(1);
        assertThat(health.report().status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(database.asked()).isEqualTo(2);
    }

    @Test
    void has_one_flight_under_way_however_many_callers_there_are() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService callers = Executors.newFixedThreadPool(32);
        try (HealthCheck one = HealthCheck.builder()
                .critical("once", () -> {
                    asked.incrementAndGet();
                    go.await();
                })
                .timeout(Duration.ofSeconds(10))
                .build()) {
            List<Future<HealthReport>> reports = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                reports.add(callers.submit(one::report));
            }
            while (asked.get() == 0) {
                Thread.onSpinWait();
            }
            go.countDown();

            for (Future<HealthReport> report : reports) {
                assertThat(report.get().status()).isEqualTo(HealthStatus.HEALTHY);
            }
            assertThat(asked).hasValue(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void takes_an_error_for_a_failure_of_that_check_alone() {
        try (HealthCheck broken = HealthCheck.builder()
                .degrading("broken", () -> {
                    throw new StackOverflowError("secret");
                })
                .critical("database", database)
                .build()) {
            HealthReport report = broken.report();

            assertThat(report.status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(report.toJson()).doesNotContain("secret");
        }
    }

    @Test
    void waits_once_for_all_probes_that_hang_and_not_for_each() {
        HealthCheck.Builder builder = HealthCheck.builder().timeout(Duration.ofMillis(200));
        for (int i = 0; i < 20; i++) {
            builder.critical("hanging-" + i, () -> new CountDownLatch(1).await());
        }
        try (HealthCheck hanging = builder.build()) {
            assertTimeout(Duration.ofSeconds(2), hanging::report);
        }
    }

    @Test
    void starts_no_thread_before_its_first_report_and_daemons_then() {
        AtomicReference<Thread> asking = new AtomicReference<>();
        try (HealthCheck quiet = HealthCheck.builder()
                .critical("quiet", () -> asking.set(Thread.currentThread()))
                .build()) {
            assertThat(asking.get()).isNull();

            quiet.report();

            assertThat(asking.get().getName()).startsWith("seaworthy-health-");
            assertThat(asking.get().isDaemon()).isTrue();
        }
    }

    @Test
    void is_unhealthy_once_it_is_closed_even_while_its_last_answer_would_be_good() {
        assertThat(health.report().status()).isEqualTo(HealthStatus.HEALTHY);

        health.close();

        assertThat(health.report().status()).isEqualTo(HealthStatus.UNHEALTHY);
    }

    @Test
    void is_unhealthy_once_it_is_closed() {
        health.close();

        assertThat(health.report().status()).isEqualTo(HealthStatus.UNHEALTHY);
    }

    @Test
    void refuses_a_name_twice_and_the_name_of_the_service_itself() {
        HealthCheck.Builder builder = HealthCheck.builder().critical("database", database);

        assertThatThrownBy(() -> builder.degrading("database", database)).hasMessageContaining("database");
        assertThatThrownBy(() -> builder.critical("app", database)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> builder.cacheFor(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void has_the_defaults_that_it_documents() {
        assertThat(HealthCheck.DEFAULT_TIMEOUT).isEqualTo(Duration.ofMillis(800));
        assertThat(HealthCheck.DEFAULT_CACHE).isEqualTo(Duration.ofSeconds(5));
    }
}
