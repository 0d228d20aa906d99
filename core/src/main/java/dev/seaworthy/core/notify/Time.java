package dev.seaworthy.core.notify;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The clock of dates, the nanoseconds that are never set back, and what lets time pass. */
record Time(InstantSource clock, LongSupplier nanos, Pause pause) {
    /** Lets time pass between two attempts. */
    @FunctionalInterface
    interface Pause {
        void last(Duration duration) throws InterruptedException;
    }

    static Time system() {
        return new Time(InstantSource.system(), System::nanoTime, duration -> Thread.sleep(duration.toMillis()));
    }
}
