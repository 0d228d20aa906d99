package dev.seaworthy.core.deploy.check.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.ready.Budget;
import dev.seaworthy.core.deploy.check.ready.Traffic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeterTrafficTest {
    private static final String REQUESTS = "http.server.requests";

    private final MeterRegistry registry = new SimpleMeterRegistry();

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
