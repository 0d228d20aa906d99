package dev.seaworthy.examples.contentmax;

import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Verdict;
import java.util.Optional;

/**
 * A check that has one right moment, in the midst of a release: a step asks it then, and a box of the checklist tells
 * afterwards what was found. Safe for use by many threads.
 */
final class Witnessed implements Check {
    private final Check check;
    private volatile Optional<Verdict> found = Optional.empty();

    Witnessed(Check check) {
        this.check = check;
    }

    /** Asks it, now. */
    @Override
    public Verdict run() throws Exception {
        Verdict verdict = check.run();
        found = Optional.of(verdict);
        return verdict;
    }

    /** What was found when it was asked last; failed if nobody has asked. */
    Verdict found() {
        return found.orElseGet(() -> Verdict.failed("Nobody has asked it: the release did not come so far"));
    }
}
