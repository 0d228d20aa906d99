package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.check.Pause;
import dev.seaworthy.core.deploy.release.journal.Journal;
import dev.seaworthy.core.deploy.release.journal.JournalEntry;
import dev.seaworthy.core.deploy.release.journal.JournalEvent;
import dev.seaworthy.core.deploy.release.journal.JournalException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * The release of one version of one service, as ordered steps. Safe for use by many threads and processes: its journal
 * lets one of them in at a time.
 *
 * <p>When a step fails for good, what was begun is undone in reverse order, also the step that failed: it may have
 * acted in part. An undo that fails or hangs does not keep the others from it. Every step is written to the journal
 * before it acts and when it has; after a crash, {@link #resume} and {@link #rollBack} go on from there, and run what
 * was begun and has no end again. What a step does and undoes must bear that.
 */
public final class Release {
    /** How long all steps together may take if nothing else is said: six hours. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofHours(6);

    /** How long one of those that hear of the outcome may take if nothing else is said: a minute. */
    public static final Duration LASTLY_TIMEOUT = Duration.ofMinutes(1);

    /** How long a step that is interrupted has to end before the release goes on without it: 15 seconds. */
    public static final Duration GRACE = Duration.ofSeconds(15);

    private final Plan plan;
    private final Conductor conductor;

    private Release(Builder builder) {
        plan = new Plan(
                builder.name,
                builder.version,
                List.copyOf(builder.steps),
                builder.undoable.orElse(builder.steps.size()),
                List.copyOf(builder.lasts));
        Journal journal = Objects.requireNonNull(builder.journal, "journal");
        conductor = new Conductor(
                plan,
                journal,
                new Timing(builder.clock, builder.ticker, builder.pause, builder.grace, builder.beat),
                builder.deadline,
                builder.listener,
                new Runaways(journal, builder.name));
    }

    /**
     * The release of a version of a service. Of a service one release runs at a time, and the version that was released
     * last is not released again.
     *
     * @param service letters, digits, dots, dashes and underscores, 100 at most
     * @param version any text of one line, 200 characters at most
     */
    public static Builder named(String service, String version) {
        return new Builder(service, version);
    }

    /**
     * Runs all steps. Refused while a run of this service, of whatever version, has not come to a good end.
     *
     * @throws JournalException if the journal can't be read or written, or is lost while a step runs; nothing is undone
     *     then
     */
    public ReleaseOutcome run() {
        return conductor.run();
    }

    /**
     * Goes on with a run of this version that was killed, interrupted or waited, in the direction that it had; after
     * {@link ReleaseStatus#HALTED}, with the step that failed. Of a run that has ended it tells the outcome again. If a
     * step was midway, it first waits until whoever ran it must have noticed if the journal was lost.
     */
    public ReleaseOutcome resume() {
        return conductor.resume();
    }

    /**
     * Undoes the last run of this version, whether it was killed, released, or rolled back in part. Refused beyond the
     * point of no return.
     */
    public ReleaseOutcome rollBack() {
        return conductor.rollBack();
    }

    /**
     * Approves a step that is waited for; {@link #resume} goes on then.
     *
     * @param step the step that the approver has in mind
     * @param by who approves, for the journal
     * @throws ReleaseException if the release does not wait for this step
     */
    public void approve(String step, String by) {
        conductor.tell(JournalEvent.APPROVED, step, Map.of("by", by), last -> {
            if (!last.awaited().equals(step)) {
                throw new ReleaseException(this
                        + (last.awaited().isEmpty()
                                ? " waits for no approval"
                                : " waits for approval of \"" + last.awaited() + "\"")
                        + ", and not of \"" + step + "\"");
            }
        });
    }

    /**
     * Notes that a person has put right what a run left behind that was halted, could not be rolled back whole, or has
     * not ended and will not be resumed: then the next release may run. The steps may be others than the run had.
     * Unlike {@link #resume}, neither this nor the next run waits for a process that lost the journal.
     *
     * @throws ReleaseException if there is nothing to put right
     */
    public void settle(String by, String how) {
        conductor.tell(JournalEvent.SETTLED, "", Map.of("by", by, "how", how), last -> {
            if (!last.isOpen()) {
                throw new ReleaseException(this + ": its last run left nothing for a person to put right");
            }
        });
    }

    /** What would run, one line each. Nothing is run, and the journal is not looked at. */
    public List<String> dryRun() {
        List<String> lines = new ArrayList<>();
        for (Step step : plan.steps()) {
            if (lines.size() == plan.undoable()) {
                lines.add("-- point of no return: what comes now is not undone");
            }
            lines.add(step.toString());
        }
        plan.lasts().forEach(last -> lines.add(last.name() + ": hears of the outcome"));
        return lines;
    }

    /** {@code contentmax 42}. */
    @Override
    public String toString() {
        return plan.name() + " " + plan.version();
    }

    /** Hears of an outcome. */
    @FunctionalInterface
    public interface OutcomeListener {
        /** What it throws is logged, and changes nothing. */
        void hear(ReleaseOutcome outcome) throws Exception;
    }

    /** What a release consists of. One thread at a time. */
    public static final class Builder {
        private static final int MOST_STEPS = 300;
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

        private final String name;
        private final String version;
        private final List<Step> steps = new ArrayList<>();
        private final List<Last> lasts = new ArrayList<>();
        private Optional<Integer> undoable = Optional.empty();
        private @org.jspecify.annotations.Nullable Journal journal;
        private InstantSource clock = Clock.systemUTC();
        private LongSupplier ticker = System::nanoTime;
        private Pause pause = Pause.real();
        private Duration grace = GRACE;
        private Duration beat = Hold.EVERY;
        private Duration deadline = DEFAULT_DEADLINE;
        private Optional<Consumer<JournalEntry>> listener = Optional.empty();

        private Builder(String name, String version) {
            this.name = name;
            this.version = version;
        }

        /** Where progress is noted. There is no release without it. */
        public Builder journal(Journal journal) {
            this.journal = Objects.requireNonNull(journal, "journal");
            return this;
        }

        /** The next step. */
        public Builder step(Step step) {
            steps.add(Objects.requireNonNull(step, "step"));
            return this;
        }

        /**
         * From the next step on nothing is undone, for it does what can't be: a migration of a database, for instance.
         * Once that has begun, a failure is {@link ReleaseStatus#HALTED}.
         */
        public Builder pointOfNoReturn() {
            if (undoable.isPresent()) {
                throw new IllegalArgumentException("Release \"" + name + "\" has one point of no return");
            }
            undoable = Optional.of(steps.size());
            return this;
        }

        /**
         * Who hears of the outcome, in the order in which they are said: when all is done and written, within
         * {@link Release#LASTLY_TIMEOUT} each. What goes wrong there is logged and changes nothing. Somebody may hear
         * of it twice after a crash.
         */
        public Builder lastly(String name, OutcomeListener listener) {
            return lastly(name, LASTLY_TIMEOUT, listener);
        }

        /** The same, with the time that it may take. */
        public Builder lastly(String name, Duration timeout, OutcomeListener listener) {
            lasts.add(new Last(
                    name, Objects.requireNonNull(timeout, "timeout"), Objects.requireNonNull(listener, "listener")));
            return this;
        }

        /**
         * How long all steps together may take, from when this process takes the run on;
         * {@link Release#DEFAULT_DEADLINE} if not said. When it is over, what was done is undone; undoing has its own
         * time.
         */
        public Builder deadline(Duration longest) {
            deadline = longest;
            return this;
        }

        /**
         * Hears of each entry of the journal once it is written, for metrics or a log, on a thread of its own; of two
         * entries at a time if a step notes by many threads. What it throws is logged. If it takes longer than the
         * grace, and longer than a second, it hears no more.
         */
        public Builder onEntry(Consumer<JournalEntry> listener) {
            this.listener = Optional.of(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /** What the time is, for the journal alone. */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        /** Nanoseconds from any origin, by which the deadline is measured. */
        public Builder ticker(LongSupplier source) {
            ticker = Objects.requireNonNull(source, "ticker");
            return this;
        }

        /** How it waits between tries. */
        public Builder pause(Pause source) {
            pause = Objects.requireNonNull(source, "pause");
            return this;
        }

        /** How long a step that is interrupted has to end; {@link Release#GRACE} if not said. */
        public Builder grace(Duration longest) {
            grace = longest;
            return this;
        }

        /** How often the journal is asked whether it is still held; {@link Hold#EVERY} if not said. */
        Builder beat(Duration every) {
            beat = every;
            return this;
        }

        /**
         * The release.
         *
         * @throws IllegalArgumentException with everything that is wrong with what was said
         */
        public Release build() {
            List<String> problems = problems();
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("Release \"" + name + "\": " + String.join("; ", problems));
            }
            return new Release(this);
        }

        private List<String> problems() {
            List<String> found = new ArrayList<>();
            if (!NAME.matcher(name).matches()) {
                found.add("its name must be 1 to 100 letters, digits, dots, dashes and underscores, the first of them a"
                        + " letter or digit");
            }
            if (version.isBlank() || version.length() > 200 || version.chars().anyMatch(Character::isISOControl)) {
                found.add("its version must be one line of 1 to 200 characters");
            }
            if (journal == null) {
                found.add("say where its journal is");
            }
            if (steps.isEmpty()) {
                found.add("it has no step");
            }
            if (steps.size() > MOST_STEPS) {
                found.add("it has " + steps.size() + " steps, and " + MOST_STEPS + " are the most");
            }
            if (undoable.filter(before -> before == steps.size()).isPresent()) {
                found.add("no step comes after the point of no return");
            }
            twice(found, "step", steps.stream().map(Step::name).toList());
            twice(found, "listener", lasts.stream().map(Last::name).toList());
            steps.stream()
                    .filter(step -> step.saidTimeout()
                            .filter(time -> time.compareTo(deadline) > 0)
                            .isPresent())
                    .forEach(step -> found.add("step \"" + step.name() + "\" may take " + step.timeout()
                            + ", and the deadline is " + deadline));
            lasts.stream()
                    .filter(last -> last.timeout().compareTo(Duration.ofMillis(1)) < 0
                            || last.timeout().compareTo(Deadline.LONGEST) > 0)
                    .forEach(last -> found.add("the timeout of \"" + last.name() + "\" must be from PT0.001S to "
                            + Deadline.LONGEST + ": " + last.timeout()));
            if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(Deadline.LONGEST) > 0) {
                found.add("its deadline must be positive, and " + Deadline.LONGEST + " at most: " + deadline);
            }
            if (grace.isNegative() || grace.compareTo(Deadline.LONGEST) > 0) {
                found.add("its grace must not be negative, and " + Deadline.LONGEST + " at most: " + grace);
            }
            return found;
        }

        private static void twice(List<String> found, String what, List<String> names) {
            names.stream()
                    .filter(each -> names.indexOf(each) != names.lastIndexOf(each))
                    .distinct()
                    .forEach(each -> found.add("two " + what + "s are named \"" + each + "\""));
        }
    }
}
