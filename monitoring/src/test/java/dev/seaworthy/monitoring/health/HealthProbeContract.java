package dev.seaworthy.monitoring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each probe does, the fake and the real ones. */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class HealthProbeContract {
    /** A probe of a dependency that is well until it is told otherwise. */
    abstract HealthProbe probe() throws Exception;

    abstract void breakDependency() throws Exception;

    /** It takes what it is asked and does not answer. */
    abstract void hangDependency() throws Exception;

    /** After either. */
    abstract void repairDependency() throws Exception;

    @Test
    void returns_while_its_dependency_is_well_as_often_as_it_is_asked() throws Exception {
        HealthProbe probe = probe();

        assertThatCode(probe::check).doesNotThrowAnyException();
        assertThatCode(probe::check).doesNotThrowAnyException();
    }

    @Test
    void throws_once_its_dependency_is_broken_and_returns_once_it_is_repaired() throws Exception {
        HealthProbe probe = probe();
        probe.check();

        breakDependency();
        assertThatThrownBy(probe::check).isInstanceOf(Exception.class);

        repairDependency();
        assertThatCode(probe::check).doesNotThrowAnyException();
    }

    @Test
    void delays_no_report_while_its_dependency_hangs_and_is_healthy_after() throws Exception {
        try (HealthCheck health = HealthCheck.builder()
                .critical("dependency", probe())
                .timeout(Duration.ofMillis(300))
                .cacheFor(Duration.ZERO)
                .build()) {
            hangDependency();
            assertThat(health.report().status()).isEqualTo(HealthStatus.UNHEALTHY);

            repairDependency();
            while (health.report().status() != HealthStatus.HEALTHY) {
                Thread.onSpinWait();
            }
        }
    }
}
