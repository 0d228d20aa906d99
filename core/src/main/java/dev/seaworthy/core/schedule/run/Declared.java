package dev.seaworthy.core.schedule.run;

import dev.seaworthy.core.json.Json;
import dev.seaworthy.core.json.JsonException;
import dev.seaworthy.core.schedule.Backoff;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.MissedRuns;
import dev.seaworthy.core.schedule.OneTimeJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job of either kind, as those see it who run it. */
public final class Declared {
    private final String name;
    private final Duration timeout;
    private final int retries;
    private final Backoff backoff;
    private final @Nullable Job job;
    private final @Nullable OneTimeJob<?> oneTime;

    private Declared(Job job) {
        name = job.name();
        timeout = job.timeout();
        retries = job.retries();
        backoff = job.backoff();
        this.job = job;
        oneTime = null;
    }

    private Declared(OneTimeJob<?> oneTime) {
        name = oneTime.name();
        timeout = oneTime.timeout();
        retries = oneTime.retries();
        backoff = oneTime.backoff();
        job = null;
        this.oneTime = oneTime;
    }

    public static Declared of(Job job) {
        return new Declared(job);
    }

    public static Declared of(OneTimeJob<?> job) {
        return new Declared(job);
    }

    public String name() {
        return name;
    }

    public Duration timeout() {
        return timeout;
    }

    /** Absent for a one-time job. */
    public Optional<Job> scheduled() {
        return Optional.ofNullable(job);
    }

    /** Whether a run that was due at this time is left out. */
    public boolean misses(Instant due, Instant now) {
        return job != null
                && job.missedRuns() == MissedRuns.SKIP
                && due.plus(MissedRuns.TOLERANCE).isBefore(now);
    }

    /** {@code data} as JSON, if it is of the type of this one-time job. */
    public String write(Object data) {
        OneTimeJob<?> declared = Objects.requireNonNull(oneTime, "a one-time job");
        if (!declared.type().isInstance(data)) {
            throw new IllegalArgumentException("One-time job %s takes data of %s, not of %s"
                    .formatted(name, declared.type().getName(), data.getClass().getName()));
        }
        String json = text(data);
        if (json.length() > OneTimeJob.MAX_DATA_CHARACTERS) {
            throw new IllegalArgumentException("Data of one-time job %s is %d characters of JSON; %d is the most"
                    .formatted(name, json.length(), OneTimeJob.MAX_DATA_CHARACTERS));
        }
        return json;
    }

    /** Ties the cause off: it may quote the data. */
    private String text(Object data) {
        try {
            return Json.writeLine(data);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("Data of one-time job " + name + " can't be written as JSON");
        }
    }

    void run(Optional<String> data) throws Exception {
        if (job != null) {
            job.work().run();
        } else {
            run(Objects.requireNonNull(oneTime), data.orElse(""));
        }
    }

    private static <T> void run(OneTimeJob<T> declared, String data) throws Exception {
        declared.work().run(read(declared, data));
    }

    private static <T> T read(OneTimeJob<T> declared, String data) throws BadDataException {
        try {
            return Json.read(data, declared.type());
        } catch (JsonException e) {
            throw new BadDataException("Data of one-time job %s is not JSON of %s: see line %d, column %d"
                    .formatted(declared.name(), declared.type().getName(), e.line(), e.column()));
        }
    }

    /** What follows {@code outcome}, after so many failures of earlier tries. */
    public Sequel sequel(Outcome outcome, int failures, Instant now) {
        return switch (outcome.ending()) {
            case SUCCEEDED -> new Sequel(next(now), 0, false, false);
            case INTERRUPTED, OVERTAKEN -> new Sequel(Optional.of(now), failures, true, false);
            case BAD_DATA -> givenUp(now);
            case FAILED, TIMED_OUT -> failures < retries ? retry(failures + 1, now) : givenUp(now);
        };
    }

    /** The next time by the schedule, for good if there is none. */
    public Sequel givenUp(Instant now) {
        return new Sequel(next(now), 0, false, true);
    }

    private Sequel retry(int failures, Instant now) {
        Instant retry = now.plus(backoff.after(failures));
        boolean late = next(now).filter(next -> !retry.isBefore(next)).isPresent();
        return late ? givenUp(now) : new Sequel(Optional.of(retry), failures, true, false);
    }

    private Optional<Instant> next(Instant now) {
        return scheduled().map(declared -> declared.next(now));
    }

    /** A one-time job's data, which no retry makes better. */
    static final class BadDataException extends Exception {
        private static final long serialVersionUID = 1L;

        BadDataException(String message) {
            super(message);
        }
    }
}
