package dev.seaworthy.cdn.probe.visit;

import java.time.Duration;

/** Lets time pass between two tries. */
@FunctionalInterface
public interface Pause {
    static Pause real() {
        return duration -> Thread.sleep(duration.toMillis());
    }

    void last(Duration duration) throws InterruptedException;
}
