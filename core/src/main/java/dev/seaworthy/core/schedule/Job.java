package dev.seaworthy.core.schedule;

import dev.seaworthy.core.failure.Problems;
import dev.seaworthy.core.schedule.cron.Cron;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs again and again, by a cron expression or with a fixed delay between runs. Immutable, and needs no library.
 *
 * <p>It may run more than once for one time: after a node has died in the middle, or when a failed run is tried again.
 * Write it so that this does no harm.
 */
public final class Job {
    /** How long a run may take by default: one hour. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

    private final String name;
    private final @Nullable Cron cron;
    private final Duration delay;
    private final Tries tries;
    private final MissedRuns missedRuns;
    private final Work work;

    private Job(Builder builder, @Nullable Cron cron, Work work) {
        name = builder.name;
        this.cron = cron;
        delay = builder.delay;
        tries = builder.tries();
        missedRuns = builder.missedRuns;
        this.work = work;
    }

    /**
     * A job of this name: 1 to 100 letters, digits, dots, dashes and underscores, the first of them a letter or digit.
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    /** {@code 0 2 * * * UTC} or {@code every PT10M}. */
    public String schedule() {
        return cron != null ? cron.toString() : "every " + delay;
    }

    /** When the job is due next, if it has ended, or was declared, at this time. */
    public Instant next(Instant after) {
        return cron != null ? cron.after(after) : after.plus(delay);
    }

    public Duration timeout() {
        return tries.timeout();
    }

    public int retries() {
        return tries.retries();
    }

    public Backoff backoff() {
        return tries.backoff();
    }

    public MissedRuns missedRuns() {
        return missedRuns;
    }

    public Work work() {
        return work;
    }

    /** {@code cleanup (0 2 * * * UTC)} */
    @Override
    public String toString() {
        return name + " (" + schedule() + ")";
    }

    /** What a job does. */
    @FunctionalInterface
    public interface Work {
        /** May take until the timeout, and is interrupted then. What it throws fails the run. */
        void run() throws Exception;
    }

    /** When and how a job runs. One thread at a time. */
    public static final class Builder {
        private final String name;
        private @Nullable String cron;
        private boolean delayed;
        private Duration delay = Duration.ZERO;
        private ZoneId zone = ZoneId.of("UTC");
        private Duration timeout = DEFAULT_TIMEOUT;
        private int retries;
        private Backoff backoff = Backoff.DEFAULT;
        private MissedRuns missedRuns = MissedRuns.RUN_ONCE;

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Five fields as in crontab(5): minute, hour, day of month, month, day of week; or six with the second first;
         * or {@code @hourly}, {@code @daily}, {@code @weekly}, {@code @monthly}, {@code @yearly}. By the clock of
         * {@link #zone}. If both days are restricted, either is enough. The time from one run to the next is never
         * shorter than the run itself: what was due meanwhile is one run after it, or none ({@link #missedRuns}).
         *
         * <p>A time that a change of the clock leaves out (02:30 in spring) comes when the clock has changed, at 03:00;
         * one that there is twice comes the first time, but twice if the hour is {@code *}.
         */
        public Builder cron(String expression) {
            cron = expression;
            return this;
        }

        /** The first run so long after the first start, each further one so long after the end of the one before. */
        public Builder every(Duration time) {
            delayed = true;
            delay = time;
            return this;
        }

        /** Whose clock the cron expression means; UTC if not said. */
        public Builder zone(ZoneId clock) {
            zone = Objects.requireNonNull(clock, "zone");
            return this;
        }

        /** How long a run may take before it is interrupted and has failed; {@link #DEFAULT_TIMEOUT} if not said. */
        public Builder timeout(Duration longest) {
            timeout = longest;
            return this;
        }

        /**
         * How often a failed run is tried again before it waits for its next time; never if not said. A try that would
         * come later than the next time is given up for it.
         */
        public Builder retries(int most, Backoff wait) {
            retries = most;
            backoff = Objects.requireNonNull(wait, "wait");
            return this;
        }

        /** {@link MissedRuns#RUN_ONCE} if not said. */
        public Builder missedRuns(MissedRuns policy) {
            missedRuns = policy;
            return this;
        }

        /**
         * The job that does this.
         *
         * @throws IllegalArgumentException with the job's name and everything that is wrong with what was said
         */
        public Job run(Work work) {
            Objects.requireNonNull(work, "work");
            Problems problems = new Problems();
            Tries.check(name, problems);
            tries().check(problems);
            problems.unless((cron != null) != delayed, "a job has either a cron expression or a delay (every)");
            problems.unless(
                    !delayed || Tries.isPositive(delay),
                    "every must be positive, and " + Tries.LONGEST.toDays() + " days at most: " + delay);
            Optional<Cron> parsed = parse(problems);
            problems.refuse("Job \"" + name + "\"");
            return new Job(this, parsed.orElse(null), work);
        }

        private Optional<Cron> parse(Problems problems) {
            try {
                return Optional.ofNullable(cron).map(text -> Cron.of(text, zone));
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        }

        private Tries tries() {
            return new Tries(timeout, retries, backoff);
        }
    }
}
