package dev.seaworthy.core.deploy.check;

import java.time.Duration;

/** Lets time pass between two measurements. A test gives one that notes the time and returns at once. */
@FunctionalInterface
public interface Pause {
    /**
     * Returns when the time is over.
     *
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void last(Duration duration) throws InterruptedException;

    /** The one that takes the time. */
    static Pause real() {
        return duration -> Thread.sleep(duration.toMillis());
    }
}
