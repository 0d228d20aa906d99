package dev.seaworthy.core.schedule.run;

import java.time.Instant;
import java.util.Optional;

/** How a run ended, when it began, and what went wrong, safe to be kept. */
public record Outcome(Ending ending, Instant began, Optional<String> error) {
    public boolean isSuccess() {
        return ending == Ending.SUCCEEDED;
    }
}
