package dev.seaworthy.core.database;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.postgres.DatabaseException;
import java.sql.SQLException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs steps in one session, again if one got no lock. One thread at a time. */
final class StepRun {
    private static final Logger LOG = LoggerFactory.getLogger(StepRun.class);

    /** {@code lock_not_available}, {@code deadlock_detected}, {@code serialization_failure}. */
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("55P03", "40P01", "40001");

    /** {@code object_not_in_prerequisite_state}. */
    private static final String NOTHING_BEGUN = "55000";

    /** {@code duplicate_table}, which is said of an index too. */
    private static final String DUPLICATE = "42P07";

    private final Session session;
    private final Pace pace;

    StepRun(Session session, Pace pace) {
        this.session = session;
        this.pace = pace;
    }

    /** @throws DatabaseException that names the change, if a step fails for good */
    void run(Change change, Step step) {
        for (int attempt = 1; ; attempt++) {
            try {
                run(step, attempt);
                return;
            } catch (SQLException e) {
                if (attempt == pace.attempts() || !isWorthAnotherTry(e)) {
                    clean(step, e);
                    throw failed(change, e);
                }
                LOG.warn("Database: {} got no lock, attempt {} of {}", change.name(), attempt, pace.attempts());
                pace.pause(attempt);
                if (Thread.currentThread().isInterrupted()) {
                    throw failed(change, e);
                }
            }
        }
    }

    private static boolean isWorthAnotherTry(SQLException e) {
        return WORTH_ANOTHER_TRY.contains(String.valueOf(e.getSQLState()));
    }

    private void run(Step step, int attempt) throws SQLException {
        session.set("lock_timeout", Pace.millis(step.isAlone() ? pace.concurrentLockTimeout() : pace.lockTimeout()));
        if (attempt > 1 && step.cleanUp().isPresent()) {
            session.execute(step.cleanUp().get());
        }
        if (attempt == 1 || step.resume().isEmpty() || !isResumed(step.resume().get())) {
            session.asCaller(() -> run(step));
        }
    }

    /** Whether what a failed attempt has begun is at its end now; not if it had begun nothing. */
    private boolean isResumed(String statement) throws SQLException {
        try {
            session.execute(statement);
            return true;
        } catch (SQLException e) {
            if (NOTHING_BEGUN.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private Step run(Step step) throws SQLException {
        if (step.isAlone()) {
            session.execute(step.statements().get(0));
        } else {
            session.executeTogether(step.statements());
        }
        return step;
    }

    /** What a concurrent build leaves that has failed, unless it failed because there was such an index: not ours. */
    private void clean(Step step, SQLException failure) {
        if (DUPLICATE.equals(failure.getSQLState())) {
            return;
        }
        step.cleanUp().ifPresent(statement -> {
            try {
                session.execute(statement);
            } catch (SQLException e) {
                failure.addSuppressed(e); // the next run finds what is left
            }
        });
    }

    private DatabaseException failed(Change change, SQLException e) {
        return new DatabaseException(
                change.name() + " failed" + Blockers.of(session, e) + "; apply again goes on from here", e);
    }
}
