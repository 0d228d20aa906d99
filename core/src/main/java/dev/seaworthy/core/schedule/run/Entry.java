package dev.seaworthy.core.schedule.run;

import dev.seaworthy.core.schedule.JobStatus;
import dev.seaworthy.core.schedule.JobStatus.State;
import java.time.Instant;
import java.util.Optional;

/** A job, or a piece of data of a one-time job, on the board. */
final class Entry {
    private final Declared declared;
    private final Optional<String> id;
    private final Optional<String> data;
    private Optional<Instant> due;
    private boolean running;
    private boolean offSchedule;
    private int failures;
    private Optional<Instant> lastRun = Optional.empty();
    private Optional<Instant> lastSuccess = Optional.empty();
    private Optional<Instant> lastFailure = Optional.empty();
    private Optional<String> lastError = Optional.empty();

    Entry(Declared declared, Optional<String> id, Optional<String> data, Instant due) {
        this.declared = declared;
        this.id = id;
        this.data = data;
        this.due = Optional.of(due);
    }

    Declared declared() {
        return declared;
    }

    Optional<String> data() {
        return data;
    }

    Optional<Instant> due() {
        return running ? Optional.empty() : due;
    }

    boolean isOneTime() {
        return id.isPresent();
    }

    boolean isDue(Instant now) {
        return due().filter(time -> !time.isAfter(now)).isPresent();
    }

    boolean isRunning() {
        return running;
    }

    boolean hasFailed() {
        return due.isEmpty();
    }

    boolean hasFailedBefore(Instant time) {
        return hasFailed()
                && lastFailure.filter(failure -> failure.isBefore(time)).isPresent();
    }

    /** Makes it due, whatever its schedule. */
    void ask(Instant now) {
        due = Optional.of(now);
        offSchedule = true;
    }

    /** Whether it is so late for a time of its schedule that it is left out. */
    boolean misses(Instant now) {
        return !offSchedule && due().filter(time -> declared.misses(time, now)).isPresent();
    }

    void skip(Instant now) {
        due = declared.givenUp(now).next();
        failures = 0;
    }

    void start() {
        running = true;
    }

    Sequel end(Outcome outcome, Instant now) {
        Sequel sequel = declared.sequel(outcome, failures, now);
        running = false;
        failures = sequel.failures();
        due = sequel.next();
        offSchedule = sequel.offSchedule();
        lastRun = Optional.of(outcome.began());
        if (outcome.isSuccess()) {
            lastSuccess = Optional.of(now);
        } else {
            lastFailure = Optional.of(now);
            lastError = outcome.error();
        }
        return sequel;
    }

    JobStatus status() {
        State state = running ? State.RUNNING : hasFailed() ? State.FAILED : State.WAITING;
        return new JobStatus(declared.name(), id, state, due, lastRun, lastSuccess, lastError);
    }
}
