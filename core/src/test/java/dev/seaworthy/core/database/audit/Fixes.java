package dev.seaworthy.core.database.audit;

import dev.seaworthy.testkit.TestDatabase;
import java.util.Optional;

/** Runs what a report offers. */
final class Fixes {
    private Fixes() {}

    /** Runs the fix, if there is one, and returns what went wrong. */
    static Optional<String> failure(TestDatabase database, Finding finding) {
        try {
            finding.fix().ifPresent(fix -> database.execute(fix.split(";\n")));
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of(e.getMessage() + "\n" + finding);
        }
    }
}
