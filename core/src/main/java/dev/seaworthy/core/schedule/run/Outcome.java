package dev.seaworthy.core.schedule.run;

import dev.seaworthy.core.failure.Trace;
import java.time.Instant;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param error what went wrong, safe to be kept
 * @param trace where it went wrong, safe to be logged; absent if nothing was thrown
 */
public record Outcome(Ending ending, Instant began, Optional<String> error, Optional<Trace> trace) {
    public boolean isSuccess() {
        return ending == Ending.SUCCEEDED;
    }
}
