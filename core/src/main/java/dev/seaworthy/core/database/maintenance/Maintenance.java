package dev.seaworthy.core.database.maintenance;

import dev.seaworthy.core.database.archive.ArchiveMover;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.schedule.Backoff;
import dev.seaworthy.core.schedule.Job;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What is done to a database again and again: by {@code pg_cron} where that is installed, else by
 * {@link dev.seaworthy.core.schedule.Jobs}. Immutable.
 *
 * <p>Schedules have five fields, as {@code pg_cron} takes them, and are in UTC.
 */
public final class Maintenance {
    /** How long a run may take before it is interrupted, where {@code Jobs} runs it: 6 hours. */
    public static final Duration TIMEOUT = Duration.ofHours(6);

    /** A vacuum and a reindex of one table that meet are in each other's way: a run that failed is tried again. */
    private static final int RETRIES = 3;

    private final String name;
    private final String schedule;
    private final Task task;

    private Maintenance(String name, String schedule, Task task) {
        this.name = name;
        this.schedule = schedule;
        this.task = task;
        if (schedule.trim().split("\\s+").length != 5) {
            throw new IllegalArgumentException(
                    "maintenance " + name + " must have a schedule of five fields, as pg_cron takes it: " + schedule);
        }
        job(() -> {}); // refuses what is no schedule
    }

    /** Vacuums and analyzes tables, one after the other: {@code VACUUM (ANALYZE)}. */
    public static Maintenance vacuumAnalyze(String name, String schedule, String... tables) {
        List<TableName> names = Arrays.stream(tables).map(TableName::of).toList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("maintenance " + name + " must have a table to vacuum");
        }
        return new Maintenance(name, schedule, new Vacuum(names));
    }

    /**
     * Builds all indexes of a table anew beside the old ones: {@code REINDEX TABLE CONCURRENTLY}. It needs room for
     * them twice, and pays only where they are bloated.
     */
    public static Maintenance reindex(String name, String schedule, String table) {
        return new Maintenance(name, schedule, new Reindex(TableName.of(table)));
    }

    /** Moves rows that have become old into their archive. */
    public static Maintenance archive(String name, String schedule, ArchiveMover mover) {
        return new Maintenance(name, schedule, new Move(mover));
    }

    /**
     * Makes the partitions that are due, and takes away those that are too old as far as {@code allowed} says so by
     * name: {@code "detach partition public.content_archive_*"}. Always run by {@code Jobs}.
     */
    public static Maintenance partitions(String name, String schedule, String... allowed) {
        return new Maintenance(name, schedule, new Upkeep(List.of(allowed)));
    }

    /** Deletes what {@code pg_cron} has noted of runs that ended so many days ago; it never does by itself. */
    public static Maintenance purgeCronHistory(String name, String schedule, int days) {
        if (days < 1) {
            throw new IllegalArgumentException("maintenance " + name + " must keep 1 day or more: " + days);
        }
        return new Maintenance(name, schedule, new Purge(days));
    }

    public String name() {
        return name;
    }

    public String schedule() {
        return schedule;
    }

    /** What {@code pg_cron} shall run; empty for what it can't. */
    public Optional<String> command() {
        return task.command();
    }

    /** Whose rows are moved, if that is what it does. */
    public Optional<ArchiveMover> mover() {
        return task instanceof Move move ? Optional.of(move.mover()) : Optional.empty();
    }

    /** The tables that it needs. */
    public List<TableName> tables() {
        return task.tables();
    }

    /** The changes to partitions that may be made, if keeping them is what it does. */
    public Optional<List<String>> allowedUpkeep() {
        return task instanceof Upkeep upkeep ? Optional.of(upkeep.allowed()) : Optional.empty();
    }

    /** The same for {@code Jobs}: it does nothing while {@code pg_cron} has a job of this name. */
    public Job job(DataSource dataSource) {
        return job(() -> new Turn(name, task).take(dataSource));
    }

    /** A job of this name and schedule that does something else. */
    public Job job(Job.Work work) {
        return Job.named(name)
                .cron(schedule)
                .timeout(TIMEOUT)
                .retries(RETRIES, Backoff.exponential(Duration.ofMinutes(1), Duration.ofMinutes(15)))
                .run(work);
    }

    /** {@code maintenance daily-vacuum}. */
    @Override
    public String toString() {
        return "maintenance " + name;
    }
}
