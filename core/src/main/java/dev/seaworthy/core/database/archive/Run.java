package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.archive.ArchiveReport.Ending;
import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.DatabaseException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of a mover, from the lock to the report. */
final class Run {
    private static final Pattern PLANNED_ROWS = Pattern.compile("rows=(\\d+)");

    private final Session session;
    private final Archive archive;
    private final Tuning tuning;
    private final Settings settings;
    private final Retries retries;
    private final Replicas replicas;
    private final BatchSize size;
    private final long started;
    private long moved;
    private int batches;
    private long remaining;

    Run(Session session, Archive archive, Tuning tuning) {
        this.session = session;
        this.archive = archive;
        this.tuning = tuning;
        settings = Settings.of(tuning);
        retries = new Retries(tuning.tries(), tuning.random());
        replicas = new Replicas(session, archive, tuning.maxReplicationLag());
        size = new BatchSize(tuning.batchSize(), tuning.maxBatchTime());
        started = tuning.ticker().nanos();
    }

    ArchiveReport report() {
        try {
            Instant cutOff = CutOff.of(session, archive, tuning);
            Optional<MoverLock> lock = MoverLock.take(session, archive);
            return lock.isPresent() ? locked(lock.get(), cutOff) : report(cutOff, Ending.ALREADY_RUNNING);
        } catch (SQLException e) {
            throw new DatabaseException("archive move of " + archive.source() + " ended after " + moved + " rows", e);
        }
    }

    private ArchiveReport locked(MoverLock lock, Instant cutOff) throws SQLException {
        try {
            Move move = Check.move(session, archive, tuning);
            String before = move.time(cutOff);
            settings.look(session, () -> new PartitionGap(session, move, tuning.batchSize()).refuse(before));
            replicas.checkAreSeen();
            return vacuumed(report(cutOff, batches(move, lock, before)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return report(cutOff, Ending.INTERRUPTED);
        } finally {
            lock.release();
        }
    }

    /**
     * Each batch begins at the latest time of the one before, so as not to walk over what that has deleted. Rows that
     * were passed over behind it are met again from the beginning, until there are none, or a batch finds none.
     */
    private Ending batches(Move move, MoverLock lock, String before) throws SQLException, InterruptedException {
        long planned = plannedRows(move, before);
        String from = Move.BEGINNING;
        while (true) {
            Optional<Ending> limit = limit();
            if (limit.isPresent()) {
                return limit.get();
            }
            Batch batch = batch(move, lock, from, before);
            if (batch.left() > 0) {
                count(batch, planned);
                from = batch.latest();
                tuning.clock().last(tuning.pause());
            } else {
                long left = count(move, before);
                if (left == 0 || from.equals(Move.BEGINNING)) {
                    return ending(left);
                }
                from = Move.BEGINNING;
            }
        }
    }

    private Optional<Ending> limit() throws SQLException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (moved >= tuning.maxRows()) {
            return Optional.of(Ending.ROW_LIMIT);
        }
        while (replicas.areBehind()) {
            if (isOver()) {
                return Optional.of(Ending.REPLICA_BEHIND);
            }
            tuning.clock().last(Duration.ofMillis(200));
        }
        return isOver() ? Optional.of(Ending.TIME_LIMIT) : Optional.empty();
    }

    private boolean isOver() {
        return elapsed().compareTo(tuning.maxDuration()) >= 0;
    }

    private Batch batch(Move move, MoverLock lock, String from, String before)
            throws SQLException, InterruptedException {
        for (int failures = 0; ; ) {
            long limit = Math.min(size.now(), tuning.maxRows() - moved);
            long began = tuning.ticker().nanos();
            try {
                Batch batch = Batch.run(
                        session, move, lock, settings, move.batch(move.time(from), before, String.valueOf(limit)));
                size.took(Duration.ofNanos(tuning.ticker().nanos() - began));
                return batch;
            } catch (SQLException e) {
                failures++;
                if (!retries.isWorthAnother(e, failures)) {
                    throw e;
                }
                if (Retries.isTimeout(e)) {
                    size.halve();
                }
                tuning.clock().last(retries.pause(failures));
            }
        }
    }

    private void count(Batch batch, long planned) {
        moved += batch.left();
        batches++;
        tuning.listener().accept(new ArchiveProgress(moved, batches, Math.max(0, planned - moved), elapsed()));
    }

    private Ending ending(long left) {
        remaining = left;
        return left == 0 ? Ending.DONE : Ending.ROWS_LEFT;
    }

    private long count(Move move, String before) throws SQLException {
        return Long.parseLong(look(move, move.countEligible(before)));
    }

    private long plannedRows(Move move, String before) throws SQLException {
        String plan = look(move, "EXPLAIN SELECT FROM ONLY " + move.source() + " WHERE " + move.eligible(before));
        Matcher rows = PLANNED_ROWS.matcher(plan);
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    private String look(Move move, String question) throws SQLException {
        return settings.withBatches(move.isIndexed())
                .look(
                        session,
                        () -> session.queryAsIs(row -> row.getString(1), question)
                                .get(0));
    }

    private ArchiveReport vacuumed(ArchiveReport report) {
        if (!tuning.vacuums() || report.moved() == 0) {
            return report;
        }
        try {
            session.set("statement_timeout", "1h");
            session.set("lock_timeout", "0");
            if (!mayVacuum()) {
                return report;
            }
            session.execute("VACUUM (ANALYZE) " + archive.source().sql());
            return report.withVacuum();
        } catch (SQLException e) {
            return report; // the move is done, and the report says that no vacuum followed
        }
    }

    /** Without the right, VACUUM passes over the table with no more than a warning. */
    private boolean mayVacuum() throws SQLException {
        return session.exists(
                "SELECT 1 FROM pg_class c WHERE c.oid = ?::regclass AND (pg_has_role(c.relowner, 'USAGE')"
                        + " OR EXISTS (SELECT FROM pg_database d WHERE d.datname = current_database()"
                        + " AND pg_has_role(d.datdba, 'USAGE'))"
                        + (session.isAtLeast(17) ? " OR has_table_privilege(c.oid, 'MAINTAIN'))" : ")"),
                archive.source().sql());
    }

    private ArchiveReport report(Instant cutOff, Ending ending) {
        return new ArchiveReport(moved, batches, remaining, cutOff, elapsed(), ending, false);
    }

    private Duration elapsed() {
        return Duration.ofNanos(tuning.ticker().nanos() - started);
    }
}
