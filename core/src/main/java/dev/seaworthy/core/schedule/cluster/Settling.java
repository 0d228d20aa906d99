package dev.seaworthy.core.schedule.cluster;

import com.github.kagkarlsson.scheduler.task.Execution;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.failure.Trace;
import dev.seaworthy.core.schedule.run.Declared;
import dev.seaworthy.core.schedule.run.Outcome;
import dev.seaworthy.core.schedule.run.Sequel;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the end of a run to its row, tried again for as long as a lease while the database is away. */
final class Settling {
    private static final Logger LOGGER = LoggerFactory.getLogger(Settling.class);
    private static final int TRIES = 40;

    private final Rows rows;
    private final Duration pause;

    Settling(Rows rows, Duration lease) {
        this.rows = rows;
        pause = lease.dividedBy(TRIES);
    }

    /**
     * False if the run has lost its row.
     *
     * @throws DatabaseException if the database stays away
     */
    boolean settle(Execution execution, Declared declared, Outcome outcome, Sequel sequel, Instant now) {
        for (int tried = 1; tried < TRIES; tried++) {
            try {
                return rows.settle(execution, declared, outcome, sequel, now);
            } catch (DatabaseException e) {
                LOGGER.debug("The end of a run of job {} is not in the table yet", declared.name(), Trace.of(e));
                LockSupport.parkNanos(pause.toNanos());
            }
        }
        return rows.settle(execution, declared, outcome, sequel, now);
    }
}
