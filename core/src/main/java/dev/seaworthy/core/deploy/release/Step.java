package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.deploy.command.Command;
import dev.seaworthy.core.schedule.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One step of a release: what it does, how long and how often, and how it is undone. Immutable. */
public final class Step {
    /** How long one try may take if nothing else is said: fifteen minutes. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(15);

    /** How often a check that could not measure is asked again, on end, if nothing else is said: {@value} times. */
    public static final int DEFAULT_ERROR_RETRIES = 4;

    /** How long it waits before another try if nothing else is said: a second, doubled up to half a minute. */
    public static final Backoff DEFAULT_BACKOFF = Backoff.exponential(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_RETRIES = 100;
    private static final int MOST_NAME = 100;

    private final Builder said;

    private Step(Builder builder) {
        said = builder;
    }

    /** A step that does something: say what by {@link Builder#run(StepAction)}. */
    public static Builder named(String name) {
        return new Builder(name, Kind.ACTION);
    }

    /**
     * A step that asks something, and goes on if that passed or only warned. A check that fails, is inconclusive or was
     * skipped is tried again as an action is; one that could not measure as often as {@link Builder#errorRetries} says.
     */
    public static Builder check(String name, Check check) {
        Builder builder = new Builder(name, Kind.CHECK);
        builder.errorRetries = DEFAULT_ERROR_RETRIES;
        return builder.asks(check);
    }

    /**
     * A step that waits while a check measures over some time, such as {@code Sustained}, and ends as soon as that is
     * decided: nothing is tried again.
     *
     * @param longest how long all its measurements may take
     */
    public static Builder bake(String name, Duration longest, Check sustained) {
        return new Builder(name, Kind.CHECK).asks(sustained).timeout(longest);
    }

    /** A step at which the release waits for {@link Release#approve}. */
    public static Step approval(String name) {
        Builder builder = new Builder(name, Kind.APPROVAL);
        builder.work = Optional.of(Work.of(context -> {}));
        return builder.build();
    }

    public String name() {
        return said.name;
    }

    Kind kind() {
        return said.kind;
    }

    Work work() {
        return said.work.orElseThrow();
    }

    Optional<Work> undo() {
        return said.undo;
    }

    Duration timeout() {
        return said.timeout.or(work()::time).orElse(DEFAULT_TIMEOUT);
    }

    /** The same, if anybody said it. */
    Optional<Duration> saidTimeout() {
        return said.timeout.or(() -> work().command()
                .filter(command -> !command.timeout().equals(Command.DEFAULT_TIMEOUT))
                .map(command -> timeout()));
    }

    Duration undoTimeout() {
        return said.undoTimeout.or(() -> said.undo.flatMap(Work::time)).orElse(timeout());
    }

    int retries() {
        return said.retries;
    }

    int errorRetries() {
        return said.errorRetries;
    }

    Backoff backoff() {
        return said.backoff;
    }

    boolean isAgainAfterUndo() {
        return said.again;
    }

    /** {@code deploy: vercel deploy --prebuilt --prod --yes; 15 min …}: what a dry run tells. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        words.add(described(work(), said.kind.word));
        if (said.kind != Kind.APPROVAL) {
            words.add("within " + timeout());
        }
        if (said.retries > 0) {
            words.add("tried " + (said.retries + 1) + " times at most");
        }
        said.undo.ifPresent(undo -> words.add("undo: " + described(undo, Kind.ACTION.word)));
        if (said.again) {
            words.add("once more after a rollback");
        }
        return said.name + ": " + String.join("; ", words);
    }

    private static String described(Work work, String otherwise) {
        return work.described().isEmpty() ? otherwise : work.described();
    }

    enum Kind {
        ACTION("code"),
        CHECK("check"),
        APPROVAL("waits for approval");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** How a step runs. One thread at a time. */
    public static final class Builder {
        private final String name;
        private final Kind kind;
        private Optional<Work> work = Optional.empty();
        private Optional<Work> undo = Optional.empty();
        private Optional<Duration> timeout = Optional.empty();
        private Optional<Duration> undoTimeout = Optional.empty();
        private int retries;
        private int errorRetries;
        private Backoff backoff = DEFAULT_BACKOFF;
        private boolean again;

        private Builder(String name, Kind kind) {
            this.name = name;
            this.kind = kind;
        }

        private Builder(Builder other) {
            this(other.name, other.kind);
            work = other.work;
            undo = other.undo;
            timeout = other.timeout;
            undoTimeout = other.undoTimeout;
            retries = other.retries;
            errorRetries = other.errorRetries;
            backoff = other.backoff;
            again = other.again;
        }

        private Builder asks(Check check) {
            Objects.requireNonNull(check, "check");
            work = Optional.of(Work.of(context -> context.found(held(check.run()))));
            return this;
        }

        private static Verdict held(Verdict verdict) {
            Objects.requireNonNull(verdict, "a check must answer with a verdict");
            if (!verdict.status().holds()) {
                throw new Unheld(verdict.status(), verdict.sentence());
            }
            return verdict;
        }

        /** What the step does. */
        public Builder run(StepAction action) {
            return run(Work.of(Objects.requireNonNull(action, "action")));
        }

        /**
         * The same by a command: another exit code than 0 fails the try. Its exit code and the last line of its output
         * are noted as {@code exit code} and {@code output}, of a long line its beginning.
         */
        public Builder run(Command command) {
            return run(Work.of(command, ""));
        }

        private Builder run(Work does) {
            if (kind != Kind.ACTION) {
                throw new IllegalArgumentException("Step \"" + name + "\" asks a check: it runs nothing beside");
            }
            work = Optional.of(does);
            return this;
        }

        /**
         * How what the step did is undone. It is run for a step that was begun, also if that failed midway or never
         * came to act, and may be run again after a crash.
         */
        public Builder undo(StepAction action) {
            undo = Optional.of(Work.of(Objects.requireNonNull(action, "action")));
            return this;
        }

        /** The same by a command, which notes {@code undo exit code} and {@code undo output}. */
        public Builder undo(Command command) {
            undo = Optional.of(Work.of(command, "undo "));
            return this;
        }

        /**
         * How long one try may take. If not said, a command has its own time and what it needs to end after that, and
         * all else {@link Step#DEFAULT_TIMEOUT}.
         */
        public Builder timeout(Duration longest) {
            timeout = Optional.of(longest);
            return this;
        }

        /**
         * How long one try of the undo may take. If not said, a command has its own time, and code that of the step.
         */
        public Builder undoTimeout(Duration longest) {
            undoTimeout = Optional.of(longest);
            return this;
        }

        /** How often what failed is tried again, the undo too; not at all if not said. */
        public Builder retries(int most, Backoff wait) {
            backoff = Objects.requireNonNull(wait, "wait");
            retries = most;
            return this;
        }

        /** {@link #retries(int, Backoff)} with {@link Step#DEFAULT_BACKOFF}. */
        public Builder retries(int most) {
            return retries(most, DEFAULT_BACKOFF);
        }

        /**
         * How often in a row a check that could not measure is asked again: one that threw, hung, or said so.
         * {@value Step#DEFAULT_ERROR_RETRIES} if not said.
         */
        public Builder errorRetries(int most) {
            if (kind != Kind.CHECK) {
                throw new IllegalArgumentException("Step \"" + name + "\" is no check: say retries");
            }
            errorRetries = most;
            return this;
        }

        /**
         * Runs the step once more when a rollback has undone something, in the order of the steps: a purge, that the
         * edge forgets what the new version gave it.
         */
        public Builder againAfterUndo() {
            again = true;
            return this;
        }

        /**
         * The step.
         *
         * @throws IllegalArgumentException with everything that is wrong with what was said
         */
        public Step build() {
            List<String> problems = problems();
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("Step \"" + name + "\": " + String.join("; ", problems));
            }
            return new Step(new Builder(this));
        }

        private List<String> problems() {
            List<String> found = new ArrayList<>();
            if (name.isBlank()
                    || name.length() > MOST_NAME
                    || name.chars().anyMatch(Character::isISOControl)
                    || !name.equals(name.strip())) {
                found.add("its name must be one line of 1 to " + MOST_NAME + " characters, without space at its ends");
            }
            if (work.isEmpty()) {
                found.add("say what it runs");
            }
            timeout.ifPresent(longest -> checkTime(found, "timeout", longest));
            undoTimeout.ifPresent(longest -> checkTime(found, "undo timeout", longest));
            checkCount(found, "retries", retries);
            checkCount(found, "error retries", errorRetries);
            return found;
        }

        private static void checkTime(List<String> found, String what, Duration time) {
            if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(LONGEST) > 0) {
                found.add(what + " must be from PT0.001S to " + LONGEST + ": " + time);
            }
        }

        private static void checkCount(List<String> found, String what, int count) {
            if (count < 0 || count > MOST_RETRIES) {
                found.add(what + " must be 0 to " + MOST_RETRIES + ": " + count);
            }
        }
    }
}
