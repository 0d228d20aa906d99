package dev.seaworthy.core.deploy.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * A check that is asked again and again, and whose measurements decide together: for a bake time, or for health that
 * must hold some times in a row. Immutable, and as safe for many threads as its check is.
 *
 * <p>It ends as soon as it is decided: {@link Status#FAILED} when more measurements failed than
 * {@link Builder#failureLimit} allows, {@link Status#INCONCLUSIVE} and {@link Status#ERROR} likewise;
 * {@link Status#PASSED} when enough in a row passed, or when all were taken and no limit was passed. If enough in a row
 * were asked for and did not come, or none passed, it is inconclusive. A measurement that warned has passed, and the
 * whole then warns. If the very first one is skipped, that ends it so; a later one counts as inconclusive. One that
 * could not be taken ({@link Status#ERROR}) is taken again and does not count as one of {@link Builder#count}. The
 * words and defaults are those of the AnalysisRun of Argo Rollouts.
 */
public final class Sustained implements Check {
    /** How many measurements in a row may not come off by default: {@value}. */
    public static final int DEFAULT_CONSECUTIVE_ERROR_LIMIT = 4;

    /** How long it waits between two measurements by default: 10 seconds. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

    /** How long all may take by default: a day. No measurement begins later. */
    public static final Duration DEFAULT_LONGEST = Duration.ofDays(1);

    private final Check check;
    private final Limits limits;
    private final Duration initialDelay;
    private final Duration interval;
    private final Duration longest;
    private final Pause pause;
    private final LongSupplier ticker;

    private Sustained(Builder builder, Limits limits) {
        check = builder.check;
        this.limits = limits;
        initialDelay = builder.initialDelay;
        interval = builder.interval;
        longest = builder.longest;
        pause = builder.pause;
        ticker = builder.ticker;
    }

    public static Builder of(Check check) {
        return new Builder(check);
    }

    /**
     * What the measurements decide.
     *
     * @throws InterruptedException if the thread is interrupted: nothing is decided then
     */
    @Override
    public Verdict run() throws InterruptedException {
        long start = ticker.getAsLong();
        Tally tally = new Tally(limits);
        pauseFor(initialDelay);
        while (true) {
            tally.add(measure());
            Duration took = Duration.ofNanos(ticker.getAsLong() - start);
            if (tally.isDecided()) {
                return tally.verdict(took);
            }
            if (took.plus(interval).compareTo(longest) > 0) {
                return tally.outOfTime(took, longest);
            }
            pauseFor(interval);
        }
    }

    private void pauseFor(Duration time) throws InterruptedException {
        if (!time.isZero()) {
            pause.last(time);
        }
    }

    private Verdict measure() throws InterruptedException {
        try {
            return Objects.requireNonNull(check.run(), "a check must answer with a verdict");
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return Verdict.thrown(e);
        }
    }

    /** How often, how long, and with how much patience. One thread at a time. */
    public static final class Builder {
        private final Check check;
        private int count = 1;
        private int failureLimit;
        private int inconclusiveLimit;
        private int consecutiveErrorLimit = DEFAULT_CONSECUTIVE_ERROR_LIMIT;
        private int consecutiveSuccessLimit;
        private Duration initialDelay = Duration.ZERO;
        private Duration interval = DEFAULT_INTERVAL;
        private Duration longest = DEFAULT_LONGEST;
        private Pause pause = Pause.real();
        private LongSupplier ticker = System::nanoTime;

        private Builder(Check check) {
            this.check = Objects.requireNonNull(check, "check");
        }

        /** How many measurements at most; 1 if not said. */
        public Builder count(int measurements) {
            count = measurements;
            return this;
        }

        /** {@link #DEFAULT_INTERVAL} if not said; from the end of a measurement to the start of the next one. */
        public Builder interval(Duration time) {
            interval = time;
            return this;
        }

        /** Before the first measurement; none if not said. */
        public Builder initialDelay(Duration time) {
            initialDelay = time;
            return this;
        }

        /** How many may fail, fewer than {@link #count}; 0 if not said. */
        public Builder failureLimit(int most) {
            failureLimit = most;
            return this;
        }

        /** How many may be inconclusive, fewer than {@link #count}; 0 if not said. */
        public Builder inconclusiveLimit(int most) {
            inconclusiveLimit = most;
            return this;
        }

        /** How many in a row may not come off; {@value #DEFAULT_CONSECUTIVE_ERROR_LIMIT} if not said. */
        public Builder consecutiveErrorLimit(int most) {
            consecutiveErrorLimit = most;
            return this;
        }

        /** How many must pass in a row, and are then enough; without it all of them are taken. */
        public Builder consecutiveSuccessLimit(int enough) {
            consecutiveSuccessLimit = enough;
            return this;
        }

        /** {@link #DEFAULT_LONGEST} if not said. If it is over before anything is decided, it is inconclusive. */
        public Builder longest(Duration time) {
            longest = time;
            return this;
        }

        /** What lets time pass. */
        public Builder pause(Pause source) {
            pause = Objects.requireNonNull(source, "pause");
            return this;
        }

        /** Nanoseconds from any origin, by which time is measured. */
        public Builder ticker(LongSupplier source) {
            ticker = Objects.requireNonNull(source, "ticker");
            return this;
        }

        /**
         * The check, which measures when it is run.
         *
         * @throws IllegalArgumentException with everything that is wrong
         */
        public Sustained build() {
            Limits limits =
                    new Limits(count, failureLimit, inconclusiveLimit, consecutiveErrorLimit, consecutiveSuccessLimit);
            List<String> problems = new ArrayList<>(limits.problems());
            if (initialDelay.isNegative()) {
                problems.add("initialDelay must not be negative: " + initialDelay);
            }
            if (interval.isNegative()) {
                problems.add("interval must not be negative: " + interval);
            }
            if (longest.isNegative() || longest.isZero()) {
                problems.add("longest must be positive: " + longest);
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("Sustained check: " + String.join("; ", problems));
            }
            return new Sustained(this, limits);
        }
    }
}
