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
    private @Nullable Verdict last;

    Tally(Limits limits) {
        this.limits = limits;
    }

    void add(Verdict measured) {
        last = measured;
        successesInARow = measured.status().holds() ? successesInARow + 1 : 0;
        errorsInARow = measured.status() == Status.ERROR ? errorsInARow + 1 : 0;
        switch (measured.status()) {
            case PASSED -> passed++;
            case WARNED -> warned++;
            case FAILED -> failed++;
            case INCONCLUSIVE -> inconclusive++;
            case ERROR -> errors++;
            case SKIPPED -> {}
        }
    }

    boolean isDecided() {
        return last().status() == Status.SKIPPED || isOverALimit() || isEnough() || taken() >= limits.count();
    }

    Verdict verdict(Duration took) {
        return withFigures(
                last().status() == Status.SKIPPED ? last() : new Verdict(status(), sentence(), last().figures()), took);
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
        if (limits.consecutiveSuccesses() > 0 && !isEnough()) {
            return Status.INCONCLUSIVE;
        }
        return warned > 0 ? Status.WARNED : Status.PASSED;
    }

    private String sentence() {
        return "%d of %d measurements passed. Last: %s".formatted(passed + warned, taken() + errors, last().sentence());
    }

    private Verdict withFigures(Verdict verdict, Duration took) {
        return verdict.with("measurements", taken() + errors)
                .with("passed", passed)
                .with("warned", warned)
                .with("failed", failed)
                .with("inconclusive", inconclusive)
                .with("errors", errors)
                .with("took", took);
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
