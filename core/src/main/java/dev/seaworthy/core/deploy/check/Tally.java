package dev.seaworthy.core.deploy.check;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The measurements of a sustained check so far. One thread at a time. */
final class Tally {
    private final Limits limits;
    private int passed;
    private int warned;
    private int failed;
    private int inconclusive;
    private int errors;
    private int successesInARow;
    private int errorsInARow;
    private boolean skipped;
    private @Nullable Verdict last;

    Tally(Limits limits) {
        this.limits = limits;
    }

    /** What is skipped after something was measured tells nothing, and hides nothing. */
    void add(Verdict measured) {
        skipped = last == null && measured.status() == Status.SKIPPED;
        last = measured;
        successesInARow = measured.status().holds() ? successesInARow + 1 : 0;
        errorsInARow = measured.status() == Status.ERROR ? errorsInARow + 1 : 0;
        switch (measured.status()) {
            case PASSED -> passed++;
            case WARNED -> warned++;
            case FAILED -> failed++;
            case INCONCLUSIVE, SKIPPED -> inconclusive++;
            case ERROR -> errors++;
        }
    }

    boolean isDecided() {
        return skipped || isOverALimit() || isEnough() || taken() >= limits.count();
    }

    Verdict verdict(Duration took) {
        return withFigures(skipped ? last() : new Verdict(status(), sentence(), last().figures()), took);
    }

    Verdict outOfTime(Duration took, Duration longest) {
        String sentence = "Undecided after %d of %d measurements, as the time (%s) is over. Last: %s"
                .formatted(taken(), limits.count(), longest, last().sentence());
        return withFigures(new Verdict(Status.INCONCLUSIVE, sentence, last().figures()), took);
    }

    /** Failure comes first: what was seen to fail is no matter of measuring better. */
    private Status status() {
        if (failed > limits.failures()) {
            return Status.FAILED;
        }
        if (inconclusive > limits.inconclusives()) {
            return Status.INCONCLUSIVE;
        }
        if (errorsInARow > limits.consecutiveErrors()) {
            return Status.ERROR;
        }
        if ((limits.consecutiveSuccesses() > 0 && !isEnough()) || passed + warned == 0) {
            return Status.INCONCLUSIVE;
        }
        return warned > 0 ? Status.WARNED : Status.PASSED;
    }

    private String sentence() {
        return "%d of %d measurements passed. Last: %s".formatted(passed + warned, taken() + errors, last().sentence());
    }

    /** Beside the figures of the check, none of which is called so. */
    private Verdict withFigures(Verdict verdict, Duration took) {
        return verdict.with("measurements", taken() + errors)
                .with("measurements passed", passed)
                .with("measurements warned", warned)
                .with("measurements failed", failed)
                .with("measurements inconclusive", inconclusive)
                .with("measurements in error", errors)
                .with("measurements took", took);
    }

    private boolean isOverALimit() {
        return failed > limits.failures()
                || inconclusive > limits.inconclusives()
                || errorsInARow > limits.consecutiveErrors();
    }

    private boolean isEnough() {
        return limits.consecutiveSuccesses() > 0 && successesInARow >= limits.consecutiveSuccesses();
    }

    private int taken() {
        return passed + warned + failed + inconclusive;
    }

    private Verdict last() {
        return Objects.requireNonNull(last, "last");
    }
}
