package dev.seaworthy.core.deploy.checklist;

import dev.seaworthy.core.deploy.check.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person confirms. */
record Manual(String role, Optional<Duration> validFor) {
    /** Clocks of two machines may differ by so much. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    Verdict judge(@Nullable Confirmation confirmation, Instant now) {
        if (confirmation == null) {
            return Verdict.inconclusive("Not confirmed yet: wants the name of the " + role + " and the date");
        }
        return judgeGiven(confirmation, now)
                .with("confirmed by", confirmation.by())
                .with("confirmed at", confirmation.at());
    }

    private Verdict judgeGiven(Confirmation confirmation, Instant now) {
        Duration age = Duration.between(confirmation.at(), now);
        if (age.plus(TOLERANCE).isNegative()) {
            return Verdict.inconclusive("Confirmed for a time to come: see to the date or the clock");
        }
        if (validFor.isPresent() && age.compareTo(validFor.get()) > 0) {
            return Verdict.inconclusive(
                    "The confirmation is older than " + validFor.get() + ": ask the " + role + " again");
        }
        return Verdict.passed("Confirmed by " + confirmation.by() + " (" + role + ")");
    }
}
