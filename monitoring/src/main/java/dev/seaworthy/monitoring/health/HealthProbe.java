package dev.seaworthy.monitoring.health;

/** A question to one dependency. It is asked by one thread at a time. */
@FunctionalInterface
public interface HealthProbe {
    /** Returns if the dependency is well and throws if not. It is interrupted when its time is over. */
    void check() throws Exception;
}
