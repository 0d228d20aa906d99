package dev.seaworthy.core.database.archive;

import java.time.Duration;

/** Lets time pass between two batches. */
@FunctionalInterface
interface Pause {
    Pause REAL = duration -> Thread.sleep(duration.toMillis());

    void last(Duration duration) throws InterruptedException;
}
