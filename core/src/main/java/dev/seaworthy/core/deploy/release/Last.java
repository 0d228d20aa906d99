package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.failure.Trace;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who hears of the outcome. */
record Last(String name, Duration timeout, Release.OutcomeListener listener) {
    private static final Logger LOG = LoggerFactory.getLogger(Last.class);

    void tell(ReleaseOutcome outcome, Duration grace) throws Bounded.CallerInterrupted {
        try {
            new Bounded("seaworthy-release-" + name, timeout, grace).of(() -> {
                listener.hear(outcome);
                return true;
            });
        } catch (Bounded.CallerInterrupted e) {
            throw e;
        } catch (Throwable e) {
            LOG.warn(
                    "Release {} {}: {} failed, and the outcome stays {}",
                    outcome.release(),
                    outcome.version(),
                    name,
                    outcome.status(),
                    Trace.of(e));
        }
    }
}
