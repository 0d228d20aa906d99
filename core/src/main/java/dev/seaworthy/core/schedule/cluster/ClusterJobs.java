package dev.seaworthy.core.schedule.cluster;

import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.schedule.Enqueued;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.JobStatus;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.core.schedule.OneTimeJob;
import dev.seaworthy.core.schedule.RunNow;
import dev.seaworthy.core.schedule.run.Declarations;
import dev.seaworthy.core.schedule.run.Declared;
import dev.seaworthy.core.schedule.run.Life;
import dev.seaworthy.core.schedule.run.Meters;
import dev.seaworthy.core.schedule.run.Options;
import dev.seaworthy.core.schedule.run.Runner;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Jobs of all nodes that share one PostgreSQL, on db-scheduler, which must be on the class path. Safe for use by many
 * threads.
 *
 * <p><b>Guarantees.</b> A job runs on one node at a time, and at least once for what is due: if its node dies, another
 * one begins it anew within 60 seconds. A node that runs a job says so every {@link #DEFAULT_HEARTBEAT} (8 s); it is
 * taken for dead after four such times without a word (32 s), which the others look for every two (16 s).
 *
 * <p><b>Not covered.</b> That is a lease, no lock. A node whose heartbeat does not come through, as it can't reach the
 * database, interrupts its run after 28 to 30 seconds by its own clock, before another one may begin it. A node that
 * freezes for longer does so when it wakes, within 2 seconds, beside the node that took the job over; one whose machine
 * slept, at its next heartbeat. And a run that ignores the interrupt goes on. A run that must never meet its like
 * checks for itself, by a lock in what it changes. The clocks of the nodes must agree to within a few seconds, and each
 * call to the database should have an end: give the data source a {@code socketTimeout}.
 *
 * <p>A job whose schedule differs from the one in the table follows the release that was started last. A row whose job
 * is not declared here, or of the other kind, is let be, told in the log at the start, and listed as
 * {@code UNDECLARED}. A run in which five nodes in a row have died has failed.
 */
public final class ClusterJobs implements Jobs {
    /** The table by default: {@value}, in the schema {@code public}. */
    public static final String DEFAULT_TABLE = "seaworthy_jobs";

    /** How many jobs run at once on this node by default: {@value}. */
    public static final int DEFAULT_THREADS = 10;

    /** How often a node says that it lives by default: 8 seconds. */
    public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(8);

    /** How often a node looks for what is due by default: 5 seconds. */
    public static final Duration DEFAULT_POLL = Duration.ofSeconds(5);

    /** How long {@link #close} waits before it interrupts by default, and how long after: 10 seconds. */
    public static final Duration DEFAULT_SHUTDOWN = Options.DEFAULT_SHUTDOWN;

    private final Life life = new Life();
    private final Settings settings;
    private final Declarations declarations;
    private final Rows rows;
    private final Runner runner;
    private final Engine engine;

    private ClusterJobs(Settings settings, Declarations declarations) {
        this.settings = settings;
        this.declarations = declarations;
        rows = new Rows(new Statements(settings.dataSource(), settings.table()));
        runner = new Runner(settings.options().observer());
        engine = new Engine(settings, life, runner);
    }

    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /** The table and its indexes, for who creates them, or adds what they lack, by a migration of their own. */
    public static String tableSql(TableName table) {
        return new JobTable(table).sql();
    }

    /**
     * {@inheritDoc}
     *
     * <p>If it fails, it can be called again.
     *
     * @throws DatabaseException if the table is not there, is another one, or can't be reached
     */
    @Override
    public void start() {
        life.start(() -> {
            new Opening(settings, declarations, rows).open();
            Pulse pulse = new Pulse(settings.clock(), settings.ticker());
            Node node = new Node(rows, runner, settings, pulse, engine::dueAt);
            Tidying tidying = new Tidying(rows, declarations, settings.clock());
            engine.start(Assembly.of(settings, declarations.all(), pulse, node, tidying));
            node.watch();
        });
        runner.later(Duration.ZERO, this::lookForWhatIsDueSoon);
    }

    private void lookForWhatIsDueSoon() {
        rows.statuses(declarations).forEach(status -> status.nextRun().ifPresent(engine::dueAt));
    }

    @Override
    public RunNow runNow(String name) {
        life.requireStarted();
        declarations.scheduled(name);
        boolean due = rows.runNow(name, settings.clock().instant());
        if (!due && !rows.has(name)) {
            throw new DatabaseException("job " + name + " has no row any more: start its node anew");
        }
        engine.look();
        return due ? RunNow.STARTED : RunNow.ALREADY_RUNNING;
    }

    @Override
    public <T> Enqueued enqueue(String name, String id, T data) {
        life.requireStarted();
        String json = declarations.oneTime(name, id).write(data);
        boolean added = rows.enqueue(name, id, json, settings.clock().instant());
        engine.look();
        return added ? Enqueued.ENQUEUED : Enqueued.ALREADY_THERE;
    }

    @Override
    public List<JobStatus> list() {
        life.requireStarted();
        return rows.statuses(declarations);
    }

    /** A job that ignores the interrupt keeps its thread, a daemon, and its row until the heartbeat is missed. */
    @Override
    public void close() {
        if (life.close()) {
            runner.stopAllAfter(settings.options().shutdown());
            engine.stop();
        }
        runner.close();
    }

    /** Which jobs, in which table, and how often a node looks and says that it lives. One thread at a time. */
    public static final class Builder {
        private final DataSource dataSource;
        private Options options = Options.of(DEFAULT_THREADS);
        private TableName table = TableName.of(DEFAULT_TABLE);
        private boolean createTable;
        private Duration heartbeat = DEFAULT_HEARTBEAT;
        private Duration poll = DEFAULT_POLL;
        private LongSupplier ticker = System::nanoTime;

        private Builder(DataSource dataSource) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        }

        public Builder job(Job job) {
            options = options.job(Declared.of(job));
            return this;
        }

        public Builder job(OneTimeJob<?> job) {
            options = options.job(Declared.of(job));
            return this;
        }

        /** {@link #DEFAULT_TABLE} if not said. */
        public Builder table(TableName name) {
            table = Objects.requireNonNull(name, "table");
            return this;
        }

        /** The start creates the table if it is not there, or adds the columns that it lacks. Its schema must be. */
        public Builder createTable() {
            createTable = true;
            return this;
        }

        /** How many jobs run at once on this node; {@link #DEFAULT_THREADS} if not said. */
        public Builder threads(int count) {
            options = options.threads(count);
            return this;
        }

        /**
         * {@link #DEFAULT_HEARTBEAT} if not said. After four without a word a node is dead; the others look for that
         * every two. All nodes must say the same.
         */
        public Builder heartbeat(Duration interval) {
            heartbeat = interval;
            return this;
        }

        /** {@link #DEFAULT_POLL} if not said. What was made due on another node waits so long at most. */
        public Builder poll(Duration interval) {
            poll = interval;
            return this;
        }

        /** How long the end waits for runs before it interrupts them; {@link #DEFAULT_SHUTDOWN} if not said. */
        public Builder shutdown(Duration longest) {
            options = options.shutdown(longest);
            return this;
        }

        /** What tells the time. */
        public Builder clock(InstantSource source) {
            options = options.clock(source);
            return this;
        }

        /** Nanoseconds from any origin, by which a lease is measured. */
        Builder ticker(LongSupplier source) {
            ticker = source;
            return this;
        }

        /**
         * Times runs as {@code seaworthy.jobs.runs} by {@code job} and {@code outcome}, and counts
         * {@code seaworthy.jobs.events} by {@code job} and {@code event}.
         */
        @SuppressWarnings("exports") // micrometer is an automatic module: who has a registry requires it
        public Builder metrics(MeterRegistry registry) {
            options = options.observer(new Meters(registry));
            return this;
        }

        /**
         * The jobs, not yet started.
         *
         * @throws IllegalArgumentException with everything that is wrong
         */
        public ClusterJobs build() {
            List<String> problems = new ArrayList<>(Options.positive("heartbeat", heartbeat));
            problems.addAll(Options.positive("poll", poll));
            Declarations declarations = options.declarations(problems);
            return new ClusterJobs(
                    new Settings(dataSource, table, createTable, heartbeat, poll, ticker, options), declarations);
        }
    }
}
