package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Verdict;
import java.time.Duration;
import java.util.Optional;

/** A step's action or undo with all its tries. */
final class Trial {
    private final Step step;
    private final StepAction action;
    private final Duration timeout;
    private final Ledger ledger;
    private final Timing timing;
    private final Deadline deadline;
    private int failures;
    private int errorsInARow;

    Trial(Step step, StepAction action, Duration timeout, Ledger ledger, Timing timing, Deadline deadline) {
        this.step = step;
        this.action = action;
        this.timeout = timeout;
        this.ledger = ledger;
        this.timing = timing;
        this.deadline = deadline;
    }

    /**
     * @param failure why it failed for good, or empty
     * @param found what a check found
     */
    record Result(Optional<String> failure, Optional<Verdict> found) {}

    Result result() throws Attempt.CallerInterrupted {
        while (true) {
            StepContext context = new StepContext(ledger, step.name());
            try {
                new Attempt("seaworthy-release-" + step.name(), deadline.cut(timeout), timing.grace()).of(() -> {
                    action.run(context);
                    return true;
                });
                return new Result(Optional.empty(), context.found());
            } catch (Attempt.CallerInterrupted e) {
                throw e;
            } catch (Throwable e) {
                Optional<String> failure = failure(e);
                if (failure.isPresent()) {
                    return new Result(failure, Optional.empty());
                }
            } finally {
                context.end();
            }
        }
    }

    /** Why there is no other try; empty if there is one, and its time has come. */
    private Optional<String> failure(Throwable thrown) throws Attempt.CallerInterrupted {
        boolean unmeasured = step.kind() == Step.Kind.CHECK && isError(thrown);
        errorsInARow = unmeasured ? errorsInARow + 1 : 0;
        failures += unmeasured ? 0 : 1;
        String words = (unmeasured && !(thrown instanceof Unheld) ? "ERROR: " : "") + words(thrown);
        if (unmeasured ? errorsInARow > step.errorRetries() : failures > step.retries()) {
            return Optional.of(words);
        }
        Duration wait = step.backoff().after(failures + errorsInARow);
        if (deadline.isOverIn(wait)) {
            return Optional.of(words + "; no time is left for another try");
        }
        timing.await(wait);
        return Optional.empty();
    }

    private static boolean isError(Throwable thrown) {
        return !(thrown instanceof Unheld unheld) || unheld.status() == Status.ERROR;
    }

    private static String words(Throwable thrown) {
        return thrown instanceof Attempt.HungException ? String.valueOf(thrown.getMessage()) : Words.of(thrown);
    }
}
