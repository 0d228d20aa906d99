package dev.seaworthy.core.schedule.cluster;

import com.github.kagkarlsson.scheduler.task.Execution;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.JobStatus;
import dev.seaworthy.core.schedule.run.Declarations;
import dev.seaworthy.core.schedule.run.Declared;
import dev.seaworthy.core.schedule.run.Outcome;
import dev.seaworthy.core.schedule.run.Sequel;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What this writes to the table. A row that is picked belongs to the run that picked it, by its version; the version
 * goes up with each change of owner.
 */
final class Rows {
    /** The instance of a job that has a schedule. */
    static final String SCHEDULED = Declarations.SCHEDULED;

    /** How many deaths of its node in a row a run may cause before it has failed. */
    static final int MOST_DEATHS = 5;

    /**
     * How long a row of the other kind is let be before it is looked at again: its release may be gone, or come back.
     */
    private static final Duration POSTPONED = Duration.ofMinutes(5);

    private static final String RELEASE =
            "picked = false, picked_by = NULL, last_heartbeat = NULL, version = t.version + 1";

    private final Statements statements;

    Rows(Statements statements) {
        this.statements = statements;
    }

    /** Whether a row is of the kind of a job: its name may have been that of the other kind in another release. */
    static boolean fits(Declared declared, String instance) {
        return instance.equals(SCHEDULED) == declared.scheduled().isPresent();
    }

    /** A job has a row, and one of another schedule follows that of this release. What is due already stays so. */
    void declare(Job job, Instant now) {
        statements.update(
                job.name(),
                "INSERT INTO %s AS t (task_name, task_instance, execution_time, picked, version, schedule)"
                        + " VALUES (?, '" + SCHEDULED + "', ?, false, 1, ?) ON CONFLICT (task_name, task_instance)"
                        + " DO UPDATE SET schedule = excluded.schedule, consecutive_failures = 0, execution_time = CASE"
                        + " WHEN t.execution_time <= ? AND NOT t.picked THEN t.execution_time"
                        + " ELSE excluded.execution_time END WHERE t.schedule IS DISTINCT FROM excluded.schedule",
                job.name(),
                time(job.next(now)),
                job.schedule(),
                time(now));
    }

    /** Whether the job was not due and is now. */
    boolean runNow(String name, Instant now) {
        return statements.update(
                        name,
                        "UPDATE %s AS t SET execution_time = ?, off_schedule = true, version = t.version + 1 WHERE task_name = ?"
                                + " AND task_instance = '" + SCHEDULED + "' AND NOT picked AND execution_time > ?",
                        time(now),
                        name,
                        time(now))
                > 0;
    }

    /** Whether there was none of this id, or one that had failed for good. */
    boolean enqueue(String name, String id, String json, Instant now) {
        return statements.update(
                        name,
                        "INSERT INTO %s AS t (task_name, task_instance, task_data, execution_time, picked, version)"
                                + " VALUES (?, ?, ?, ?, false, 1) ON CONFLICT (task_name, task_instance) DO UPDATE"
                                + " SET task_data = excluded.task_data, execution_time = excluded.execution_time,"
                                + " failed = false, deaths = 0, consecutive_failures = 0, version = t.version + 1"
                                + " WHERE t.failed",
                        name,
                        id,
                        Texts.bytes(json),
                        time(now))
                > 0;
    }

    /** False if the run has lost its row. */
    boolean settle(Execution execution, Declared declared, Outcome outcome, Sequel sequel, Instant now) {
        if (outcome.isSuccess() && declared.scheduled().isEmpty()) {
            return statements.updateOwned(execution, "DELETE FROM %s AS t" + Statements.OWNED) > 0;
        }
        return statements.updateOwned(
                        execution,
                        "UPDATE %s AS t SET " + RELEASE
                                + ", execution_time = CASE WHEN ? OR schedule IS NOT DISTINCT FROM ? THEN ? ELSE execution_time END"
                                + ", last_start = ?, last_success = coalesce(?, last_success)"
                                + ", last_failure = coalesce(?, last_failure), last_error = coalesce(?, last_error)"
                                + ", consecutive_failures = ?, deaths = 0, failed = ?, off_schedule = ?"
                                + Statements.OWNED,
                        sequel.offSchedule(),
                        declared.scheduled().map(Job::schedule).orElse(null),
                        sequel.next().map(Rows::time).orElse(OffsetDateTime.MAX),
                        time(outcome.began()),
                        outcome.isSuccess() ? time(now) : null,
                        outcome.isSuccess() ? null : time(now),
                        outcome.error().orElse(null),
                        sequel.failures(),
                        sequel.next().isEmpty(),
                        sequel.offSchedule())
                > 0;
    }

    /** Leaves a run out. False if it is not due by its schedule: it was asked for, or is to be done anew. */
    boolean skip(Execution execution, Instant next) {
        return statements.updateOwned(
                        execution,
                        "UPDATE %s AS t SET " + RELEASE + ", execution_time = ?, consecutive_failures = 0"
                                + Statements.OWNED + " AND NOT off_schedule",
                        time(next))
                > 0;
    }

    /** Gives a row back, still due. */
    void release(Execution execution) {
        statements.updateOwned(execution, "UPDATE %s AS t SET " + RELEASE + Statements.OWNED);
    }

    /** Gives back a row that does not fit. */
    void postpone(Execution execution, Instant now) {
        statements.updateOwned(
                execution,
                "UPDATE %s AS t SET " + RELEASE + ", execution_time = ?" + Statements.OWNED,
                time(now.plus(POSTPONED)));
    }

    /** What came of taking over a row. */
    enum TakeOver {
        /** Its node lives again, or another one was faster. */
        NOT_OURS,
        DUE,
        /** The last death was one too many. */
        GAVE_UP
    }

    TakeOver takeOver(Execution execution, Declared declared, Instant now) {
        Optional<Instant> afterwards = declared.givenUp(now).next();
        List<Integer> deaths = statements.query(
                declared.name(),
                row -> row.getInt(1),
                "UPDATE %s AS t SET " + RELEASE
                        + ", last_failure = ?, last_error = ?"
                        + ", execution_time = CASE WHEN deaths + 1 < " + MOST_DEATHS
                        + " THEN ? ELSE ? END"
                        + ", failed = deaths + 1 >= " + MOST_DEATHS + " AND ?"
                        + ", off_schedule = deaths + 1 < " + MOST_DEATHS
                        + ", deaths = (deaths + 1) %% " + MOST_DEATHS + Statements.OWNED
                        + " AND last_heartbeat = ? RETURNING deaths",
                time(now),
                "its node " + execution.pickedBy + " died or froze",
                time(now),
                afterwards.map(Rows::time).orElse(OffsetDateTime.MAX),
                afterwards.isEmpty(),
                execution.getTaskName(),
                execution.getId(),
                execution.version,
                time(execution.lastHeartbeat));
        return deaths.isEmpty() ? TakeOver.NOT_OURS : deaths.get(0) == 0 ? TakeOver.GAVE_UP : TakeOver.DUE;
    }

    boolean owns(Execution execution) {
        return statements.exists(
                execution.getTaskName(),
                "SELECT 1 FROM %s AS t" + Statements.OWNED,
                execution.getTaskName(),
                execution.getId(),
                execution.version);
    }

    /** Whether a job with a schedule has its row. */
    boolean has(String name) {
        return statements.exists(name, "SELECT 1 FROM %s WHERE task_name = ? AND task_instance = ?", name, SCHEDULED);
    }

    /** The jobs that have a schedule first, then what is due first. */
    List<JobStatus> statuses(Declarations declarations) {
        int most = Declarations.MOST_LISTED + declarations.all().size();
        return statements.query("all", Row::read, """
                SELECT task_name, task_instance, picked, failed, execution_time, last_start, last_success, last_error
                FROM %s ORDER BY task_instance <> ?, execution_time, task_name, task_instance LIMIT ?
                """, SCHEDULED, most).stream()
                .map(row -> row.status(declarations.find(row.name())))
                .toList();
    }

    /** Deletes what failed for good so long ago, of these jobs. */
    void forgetFailed(Set<String> names, Instant now) {
        for (String name : names) {
            statements.update(
                    name,
                    "DELETE FROM %s AS t WHERE failed AND task_name = ? AND last_failure < ?",
                    name,
                    time(now.minus(Declarations.FAILED_KEPT)));
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
