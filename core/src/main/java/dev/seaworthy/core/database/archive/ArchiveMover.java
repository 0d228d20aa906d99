package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.catalog.Pooler;
import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/**
 * Moves the eligible rows of an {@link Archive}, oldest first, in batches of one statement and one commit each. Safe
 * for use by many threads.
 *
 * <p><b>Guarantees</b>: whatever others write meanwhile and wherever it is killed, each row is in exactly one of the
 * two tables, and a moved row was eligible when it was moved. Rows that others have locked are passed over, not waited
 * for. At most one mover of an archive is at work in a database.
 *
 * <p><b>Not covered</b>: foreign keys that point at the source, and sources that are partitioned or inherited from, are
 * refused. Row-level security that would hide rows is an error.
 */
public final class ArchiveMover {
    private final Archive archive;
    private final Tuning tuning;

    private ArchiveMover(Archive archive, Tuning tuning) {
        this.archive = archive;
        this.tuning = tuning;
    }

    /** A mover with the defaults of its {@link Builder}. */
    public static ArchiveMover of(Archive archive) {
        return builder(archive).build();
    }

    public static Builder builder(Archive archive) {
        return new Builder(Objects.requireNonNull(archive, "archive"));
    }

    /**
     * Moves what is eligible, over one connection that it keeps throughout. {@code dataSource} must lead to the server
     * or to a pool of sessions, not to a pooler in transaction mode.
     *
     * @throws DatabaseException if the move is refused, before the first row, or if a batch fails for good; what the
     *     message says is moved then is moved
     */
    public ArchiveReport run(DataSource dataSource) {
        try (Session session = open(dataSource)) {
            return new Run(session, archive, tuning).report();
        }
    }

    /** Refuses what {@link #run} would refuse but for a replica's lag and partitions, and writes nothing. */
    public void check(DataSource dataSource) {
        move(dataSource);
    }

    /**
     * The same move as a procedure, for pg_cron or whoever can {@code CALL} outside a transaction. It has the columns
     * of today; a run fails before the first row if the source has others by then.
     *
     * <p>It has this mover's batches, pause, bounds and lock timeout. It has no listener, replication lag, or vacuum,
     * which can't follow in the same command; {@code statement_timeout} is its caller's.
     *
     * @throws DatabaseException if the move is refused
     */
    public MoveProcedure procedure(DataSource dataSource) {
        return new ProcedureText(archive, tuning, move(dataSource)).procedure();
    }

    /**
     * The same, seen from within the transaction of a connection, which is left as it was.
     *
     * @throws DatabaseException if the move is refused, or if there is no transaction
     */
    public MoveProcedure procedure(Connection connection) {
        try {
            Move move = Session.inside(connection, session -> Check.move(session, archive, tuning));
            return new ProcedureText(archive, tuning, move).procedure();
        } catch (SQLException e) {
            throw uncheckable(e);
        }
    }

    private Move move(DataSource dataSource) {
        try (Session session = open(dataSource)) {
            return Check.move(session, archive, tuning);
        } catch (SQLException e) {
            throw uncheckable(e);
        }
    }

    private DatabaseException uncheckable(SQLException e) {
        return new DatabaseException("archive move of " + archive.source() + " can't be checked", e);
    }

    private Session open(DataSource dataSource) {
        Refusal.unless(Pooler.keepsSessions(dataSource), archive, MoverLock.CHANGES);
        return Session.open(dataSource);
    }

    public Archive archive() {
        return archive;
    }

    /** The name of its procedure: {@code seaworthy.archive_<source>_<hash>}. */
    public TableName procedureName() {
        return ProcedureText.name(archive);
    }

    @Override
    public String toString() {
        return "ArchiveMover[" + archive.source() + " → " + archive.target() + "]";
    }

    /** Nothing must be given. One thread at a time. */
    public static final class Builder {
        /** The default of {@link #batchSize}: {@value}. */
        public static final int BATCH_SIZE = 50_000;

        /** The default of {@link #pause}: 50 milliseconds. */
        public static final Duration PAUSE = Duration.ofMillis(50);

        /** The default of {@link #maxRows}: {@value}. */
        public static final long MAX_ROWS = 10_000_000;

        /** The default of {@link #maxDuration}: an hour. */
        public static final Duration MAX_DURATION = Duration.ofHours(1);

        /** The default of {@link #maxBatchTime}: a second. */
        public static final Duration MAX_BATCH_TIME = Duration.ofSeconds(1);

        /** The default of {@link #lockTimeout}: 2 seconds. */
        public static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);

        /** The default of {@link #statementTimeout}: 30 seconds. */
        public static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);

        /** The default of {@link #tries}: {@value}. */
        public static final int TRIES = 6;

        private final Archive archive;
        private final Options options = new Options();

        private Builder(Archive archive) {
            this.archive = archive;
        }

        /**
         * The most rows of one statement, 1 to 1,000,000. The first has at most 5,000, the next ones twice as many as
         * long as one takes less than a quarter of {@link #maxBatchTime}.
         */
        public Builder batchSize(int rows) {
            Options.require(rows >= 1 && rows <= 1_000_000, "batchSize must be 1 to 1000000: " + rows);
            options.batchSize = rows;
            return this;
        }

        /** Between two batches; zero is allowed. */
        public Builder pause(Duration betweenBatches) {
            Options.require(!betweenBatches.isNegative(), "pause must not be negative: " + betweenBatches);
            options.pause = betweenBatches;
            return this;
        }

        /** The most rows of one run. */
        public Builder maxRows(long rows) {
            Options.require(rows >= 1, "maxRows must be at least 1: " + rows);
            options.maxRows = rows;
            return this;
        }

        /** After which no further batch begins. */
        public Builder maxDuration(Duration longest) {
            options.maxDuration = Options.positive("maxDuration", longest);
            return this;
        }

        /** A batch that takes longer halves the next ones; one that takes less than a quarter of it doubles them. */
        public Builder maxBatchTime(Duration longest) {
            options.maxBatchTime = Options.positive("maxBatchTime", longest);
            return this;
        }

        /**
         * No batch begins while a replica is more bytes of write-ahead log behind. Without it, replicas are not looked
         * at. The role must be a member of {@code pg_monitor}.
         */
        public Builder maxReplicationLag(long bytes) {
            Options.require(bytes >= 1, "maxReplicationLag must be at least 1 byte: " + bytes);
            options.maxReplicationLag = OptionalLong.of(bytes);
            return this;
        }

        /** How long a statement waits for a lock on a table before the batch is tried again. */
        public Builder lockTimeout(Duration longest) {
            options.lockTimeout = Options.positive("lockTimeout", longest);
            return this;
        }

        /** How long a statement may run before the server ends it; a batch is tried again at half its size. */
        public Builder statementTimeout(Duration longest) {
            options.statementTimeout = Options.positive("statementTimeout", longest);
            return this;
        }

        /** How often a batch is tried that a deadlock, a conflict or a timeout ended, the first time included. */
        public Builder tries(int most) {
            Options.require(most >= 1, "tries must be at least 1: " + most);
            options.tries = most;
            return this;
        }

        /** Lets a trigger fire on {@code DELETE} of the source or {@code INSERT} into the target. */
        public Builder allowTrigger(String name) {
            options.allowedTriggers.add(Objects.requireNonNull(name, "name"));
            return this;
        }

        /** Lets each batch read a large source from end to end, for want of an index that begins with the time. */
        public Builder allowScan() {
            options.scans = true;
            return this;
        }

        /** Runs {@code VACUUM (ANALYZE)} on the source after a run that moved rows; it may take an hour. */
        public Builder vacuumAfter() {
            options.vacuums = true;
            return this;
        }

        /** The instant that ages are reckoned from, instead of the database's {@code now()} when the run begins. */
        public Builder asOf(Instant now) {
            options.asOf = Objects.requireNonNull(now, "asOf");
            return this;
        }

        /** Hears of each batch, in the thread of the run. What it throws ends the run. */
        public Builder listener(Consumer<ArchiveProgress> hearer) {
            options.listener = Objects.requireNonNull(hearer, "listener");
            return this;
        }

        /** Chooses the pauses between two tries; must be safe for use by many threads. */
        public Builder random(RandomGenerator generator) {
            options.random = Objects.requireNonNull(generator, "random");
            return this;
        }

        Builder ticker(Ticker seam) {
            options.ticker = seam;
            return this;
        }

        Builder clock(Pause seam) {
            options.clock = seam;
            return this;
        }

        public ArchiveMover build() {
            return new ArchiveMover(archive, options.tuning());
        }
    }
}
