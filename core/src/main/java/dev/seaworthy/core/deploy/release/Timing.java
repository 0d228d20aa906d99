package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.check.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of a release.
 *
 * @param grace how long what was interrupted may need to end
 */
record Timing(InstantSource clock, Pause pause, Duration grace) {
    Instant now() {
        return clock.instant();
    }

    void await(Duration time) throws Attempt.CallerInterrupted {
        try {
            pause.last(time);
        } catch (InterruptedException e) {
            throw new Attempt.CallerInterrupted();
        }
    }
}
