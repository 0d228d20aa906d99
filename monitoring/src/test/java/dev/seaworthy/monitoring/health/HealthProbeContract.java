package dev.seaworthy.monitoring.health;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What each probe does, the fake and the real ones. */
abstract class HealthProbeContract {
    /** A probe of a dependency that is well until {@link #breakDependency()}. */
    abstract HealthProbe probe() throws Exception;

    abstract void breakDependency() throws Exception;

    @Test
    void returns_while_its_dependency_is_well_as_often_as_it_is_asked() throws Exception {
        HealthProbe probe = probe();

        assertThatCode(probe::check).doesNotThrowAnyException();
        assertThatCode(probe::check).doesNotThrowAnyException();
    }

    @Test
    void throws_once_its_dependency_is_broken() throws Exception {
        HealthProbe probe = probe();
        probe.check();

        breakDependency();

        assertThatThrownBy(probe::check).isInstanceOf(Exception.class);
    }
}
