package dev.seaworthy.monitoring.health;

import dev.seaworthy.monitoring.testing.SettableProbe;

class SettableProbeTest extends HealthProbeContract {
    private final SettableProbe probe = new SettableProbe();

    @Override
    HealthProbe probe() {
        return probe;
    }

    @Override
    void breakDependency() {
        probe.fail();
    }

    @Override
    void hangDependency() {
        probe.hang();
    }

    @Override
    void repairDependency() {
        probe.recover();
    }
}
