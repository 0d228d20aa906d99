package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.check.Pause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
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

    /** The longest of all that its steps may do. */
    Duration graceOf(Plan plan) {
        return plan.works().map(this::graceOf).max(Comparator.naturalOrder()).orElse(grace);
    }

    void await(Duration time) throws Bounded.CallerInterrupted {
        try {
            pause.last(time);
        } catch (InterruptedException e) {
            throw new Bounded.CallerInterrupted(java.util.Optional.empty());
        }
    }

    /** The same, unless {@code hold} is lost meanwhile: each beat asks, and so does the end. */
    void await(Duration time, Hold hold) throws Bounded.CallerInterrupted {
        Duration left = time;
        while (hold.canBeLost() && left.compareTo(hold.every()) > 0) {
            await(hold.every());
            hold.check();
            left = left.minus(hold.every());
        }
        await(left);
        hold.check();
    }
}
