package dev.seaworthy.core.deploy.check.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.ready.Budget;
import dev.seaworthy.core.deploy.check.ready.CheckException;
import dev.seaworthy.core.deploy.check.ready.Traffic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.logging.LoggingMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTrafficTest {
    private static final String REQUESTS = "http.server.requests";

    private final MockClock clock = new MockClock();
    private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    @Test
    void requests_and_errors_since_the_mark_count() {
        serve(50, "SUCCESS", 10);
        serve(50, "SERVER_ERROR", 10);
        MeterTraffic traffic = traffic();
        serve(90, "SUCCESS", 10);
        serve(10, "SERVER_ERROR", 10);
        serve(5, "CLIENT_ERROR", 10);

        assertThat(traffic.call())
                .extracting(Traffic::requests, Traffic::errors)
                .containsExactly(105L, 10L);

        traffic.mark();
        assertThat(traffic.call())
                .extracting(Traffic::requests, Traffic::errors)
                .containsExactly(0L, 0L);
    }

    @Test
    void the_p95_is_the_greatest_of_the_timers() {
        MeterTraffic traffic = traffic();
        serve(100, "SUCCESS", 100);
        serve(100, "SERVER_ERROR", 400);

        assertThat(traffic.call().p95().orElseThrow()).isBetween(Duration.ofMillis(380), Duration.ofMillis(420));
    }

    @Test
    void a_p95_that_no_timer_publishes_is_not_known() throws Exception {
        MeterTraffic traffic = traffic();
        Timer timer = Timer.builder(REQUESTS).tag("outcome", "SUCCESS").register(registry);
        for (int i = 0; i < 200; i++) {
            timer.record(Duration.ofMillis(1));
        }

        assertThat(traffic.call().p95()).isEmpty();
        assertThat(Budget.errorRate(0.1).check(traffic).run().status()).isEqualTo(Status.PASSED);
        assertThat(Budget.errorRate(0.1)
                        .p95(Duration.ofSeconds(1))
                        .check(traffic)
                        .run()
                        .status())
                .isEqualTo(Status.INCONCLUSIVE);
    }

    @Test
    void a_p95_whose_window_is_over_is_not_known() throws Exception {
        MeterTraffic traffic = traffic();
        serve(200, "SUCCESS", 100);
        assertThat(traffic.call().p95()).isPresent();

        clock.add(Duration.ofMinutes(10));

        assertThat(traffic.call().requests()).isEqualTo(200);
        assertThat(traffic.call().p95()).isEmpty();
        assertThat(Budget.errorRate(0.1)
                        .p95(Duration.ofMillis(1))
                        .check(traffic)
                        .run()
                        .status())
                .isEqualTo(Status.INCONCLUSIVE);
    }

    @Test
    void a_p95_that_one_timer_that_served_does_not_publish_is_not_known() {
        Timer silent = Timer.builder(REQUESTS).tag("outcome", "REDIRECTION").register(registry);
        silent.record(Duration.ofSeconds(9));
        MeterTraffic traffic = traffic();
        serve(100, "SUCCESS", 100);
        assertThat(traffic.call().p95()).isPresent();

        silent.record(Duration.ofSeconds(9));

        assertThat(traffic.call().p95()).isEmpty();
    }

    @Test
    void timers_without_the_tag_that_tells_errors_could_not_be_asked() {
        Timer timer =
                Timer.builder(REQUESTS).tag("status", "500").tag("uri", "/").register(registry);
        timer.record(Duration.ofMillis(1));
        MeterTraffic traffic = traffic();
        assertThat(traffic.call().requests()).isZero();

        timer.record(Duration.ofMillis(1));

        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(traffic::call)
                .withMessage("Traffic of http.server.requests: a timer that served has no tag outcome, which would tell"
                        + " its errors; it has [status, uri]");
    }

    @Test
    void a_registry_that_counts_per_step_is_refused_alone_and_among_others() {
        MeterRegistry steps = new LoggingMeterRegistry();
        MeterRegistry inner = new CompositeMeterRegistry().add(steps);
        MeterRegistry outer = new CompositeMeterRegistry().add(registry).add(inner);

        assertThat(List.of(steps, inner, outer))
                .allSatisfy(each -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> MeterTraffic.of(each, REQUESTS, "outcome", "SERVER_ERROR"))
                        .withMessageContainingAll(
                                "LoggingMeterRegistry counts anew in each step", "SimpleMeterRegistry"));
        steps.close();
        assertThat(MeterTraffic.of(new CompositeMeterRegistry().add(registry), REQUESTS, "outcome", "SERVER_ERROR")
                        .call()
                        .requests())
                .isZero();
    }

    @Test
    void a_registry_without_such_timers_has_too_few_requests() throws Exception {
        assertThat(Budget.errorRate(0.1).check(traffic()).run().status()).isEqualTo(Status.INCONCLUSIVE);
    }

    @Test
    void what_an_error_is_must_be_said() {
        assertThatIllegalArgumentException().isThrownBy(() -> MeterTraffic.of(registry, REQUESTS, "outcome"));
    }

    private MeterTraffic traffic() {
        return MeterTraffic.of(registry, REQUESTS, "outcome", "SERVER_ERROR", "UNKNOWN");
    }

    private void serve(int requests, String outcome, long millis) {
        Timer timer = Timer.builder(REQUESTS)
                .tag("outcome", outcome)
                .publishPercentiles(0.5, 0.95)
                .register(registry);
        for (int i = 0; i < requests; i++) {
            timer.record(Duration.ofMillis(millis));
        }
    }
}
