package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.check.Pause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time of a release.
 *
 * @param clock for the journal alone
 * @param ticker nanoseconds from any origin, by which time is measured
 * @param grace how long what was interrupted may need to end
 * @param beat how often the journal is asked whether it is still held
 */
record Timing(InstantSource clock, LongSupplier ticker, Pause pause, Duration grace, Duration beat) {
    /** The longer of the two. */
    Duration graceOf(Work work) {
        return work.grace().compareTo(grace) > 0 ? work.grace() : grace;
    }

    void await(Duration time) throws Bounded.CallerInterrupted {
        try {
            pause.last(time);
        } catch (InterruptedException e) {
            throw new Bounded.CallerInterrupted(java.util.Optional.empty());
        }
    }
}
