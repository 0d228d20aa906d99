package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Verdict;
import java.time.Duration;
import java.util.Optional;

/** A step's action or undo with all its tries. */
final class Trial {
    private final Step step;
    private final Work work;
    private final Duration timeout;
    private final Ledger ledger;
    private final Timing timing;
    private final Deadline deadline;
    private int failures;
    private int errorsInARow;

    Trial(Step step, Work work, Duration timeout, Ledger ledger, Timing timing, Deadline deadline) {
        this.step = step;
        this.work = work;
        this.timeout = timeout;
        this.ledger = ledger;
        this.timing = timing;
        this.deadline = deadline;
    }

    /**
     * @param failure why it failed for good, or empty
     * @param found what a check found
     * @param runaway the thread that heeds no interrupt, if there is one
     */
    record Result(Optional<String> failure, Optional<Verdict> found, Optional<Thread> runaway) {
        static Result failed(String why) {
            return new Result(Optional.of(why), Optional.empty(), Optional.empty());
        }
    }

    Result result() throws Bounded.CallerInterrupted {
        while (true) {
            Optional<Result> result = tried();
            if (result.isPresent()) {
                return result.get();
            }
        }
    }

    /** The result of one try; empty if there is another, and its time has come. */
    private Optional<Result> tried() throws Bounded.CallerInterrupted {
        StepContext context = new StepContext(ledger, step.name());
        Duration longest = deadline.cut(timeout);
        try {
            new Bounded("seaworthy-release-" + step.name(), longest, timing.graceOf(work))
                    .of(
                            () -> {
                                work.action().run(context);
                                return true;
                            },
                            ledger.hold(timing.beat()));
            return Optional.of(new Result(Optional.empty(), context.found(), Optional.empty()));
        } catch (Bounded.CallerInterrupted | LostException e) {
            throw e;
        } catch (Bounded.HungException e) {
            return hung(e, longest.compareTo(timeout) < 0);
        } catch (Throwable e) {
            return failure(e, Words.of(e)).map(Result::failed);
        } finally {
            context.end();
        }
    }

    /** What still runs must not run twice at a time. */
    private Optional<Result> hung(Bounded.HungException hung, boolean isOfRelease) throws Bounded.CallerInterrupted {
        String words = (isOfRelease ? "the time of the release was over: " : "") + hung.getMessage();
        if (hung.runaway().isPresent() || isOfRelease) {
            return Optional.of(new Result(Optional.of(marked(hung, words)), Optional.empty(), hung.runaway()));
        }
        return failure(hung, words).map(Result::failed);
    }

    /** Why there is no other try; empty if there is one, and its time has come. */
    private Optional<String> failure(Throwable thrown, String words) throws Bounded.CallerInterrupted {
        ledger.check();
        boolean unmeasured = isUnmeasured(thrown);
        errorsInARow = unmeasured ? errorsInARow + 1 : 0;
        failures += unmeasured ? 0 : 1;
        String marked = marked(thrown, words);
        if (unmeasured ? errorsInARow > step.errorRetries() : failures > step.retries()) {
            return Optional.of(marked);
        }
        Duration wait = step.backoff().after(failures + errorsInARow);
        if (deadline.isOverIn(wait)) {
            return Optional.of(marked + "; no time is left for another try");
        }
        timing.await(wait, ledger.hold(timing.beat()));
        return Optional.empty();
    }

    private String marked(Throwable thrown, String words) {
        return (isUnmeasured(thrown) && !(thrown instanceof Unheld) ? "ERROR: " : "") + words;
    }

    private boolean isUnmeasured(Throwable thrown) {
        return step.kind() == Step.Kind.CHECK
                && (!(thrown instanceof Unheld unheld) || unheld.status() == Status.ERROR);
    }
}
