package dev.seaworthy.core.schedule;

import dev.seaworthy.core.failure.Problems;
import dev.seaworthy.core.json.Json;
import java.time.Duration;
import java.util.Objects;

/**
 * What runs once for each piece of data that is {@linkplain Jobs#enqueue enqueued}. Immutable.
 *
 * <p>The data is kept as JSON, read as strictly as all our JSON, and at most {@value #MAX_DATA_CHARACTERS} characters.
 * It is no place for secrets: a {@link dev.seaworthy.core.Secret} is written as {@code ***}. As with a {@link Job}, one
 * piece of data may be worked on more than once.
 *
 * @param <T> the data, a record for instance
 */
public final class OneTimeJob<T> {
    /** The most characters of JSON: {@value}. */
    public static final int MAX_DATA_CHARACTERS = 1_000_000;

    /** How often a failed run is tried again by default: {@value} times, with {@link Backoff#DEFAULT}. */
    public static final int DEFAULT_RETRIES = 3;

    private final String name;
    private final Class<T> type;
    private final Tries tries;
    private final Work<T> work;

    private OneTimeJob(Builder<T> builder, Work<T> work) {
        name = builder.name;
        type = builder.type;
        tries = builder.tries();
        this.work = work;
    }

    /** A job of this name, as {@link Job#named} takes it, on data of this type. */
    public static <T> Builder<T> named(String name, Class<T> type) {
        return new Builder<>(name, type);
    }

    public String name() {
        return name;
    }

    public Class<T> type() {
        return type;
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

    public Work<T> work() {
        return work;
    }

    /** What a job does with a piece of data. */
    @FunctionalInterface
    public interface Work<T> {
        /** May take until the timeout, and is interrupted then. What it throws fails the run. */
        void run(T data) throws Exception;
    }

    /** How a job runs. One thread at a time. */
    public static final class Builder<T> {
        private final String name;
        private final Class<T> type;
        private Duration timeout = Job.DEFAULT_TIMEOUT;
        private int retries = DEFAULT_RETRIES;
        private Backoff backoff = Backoff.DEFAULT;

        private Builder(String name, Class<T> type) {
            this.name = name;
            this.type = Objects.requireNonNull(type, "type");
        }

        /** How long a run may take before it is interrupted and has failed; {@link Job#DEFAULT_TIMEOUT} if not said. */
        public Builder<T> timeout(Duration longest) {
            timeout = longest;
            return this;
        }

        /** How often a failed run is tried again before it has failed for good. */
        public Builder<T> retries(int most, Backoff wait) {
            retries = most;
            backoff = Objects.requireNonNull(wait, "wait");
            return this;
        }

        /**
         * The job that does this.
         *
         * @throws IllegalArgumentException with the job's name and everything that is wrong with what was said
         */
        public OneTimeJob<T> run(Work<T> work) {
            Objects.requireNonNull(work, "work");
            Problems problems = new Problems();
            Tries.check(name, problems);
            tries().check(problems);
            problems.unless(Json.canRead(type), "JSON can't be read as " + type.getName());
            problems.refuse("One-time job \"" + name + "\"");
            return new OneTimeJob<>(this, work);
        }

        private Tries tries() {
            return new Tries(timeout, retries, backoff);
        }
    }
}
