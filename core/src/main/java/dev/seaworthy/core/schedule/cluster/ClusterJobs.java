package dev.seaworthy.core.schedule.cluster;

import com.github.kagkarlsson.scheduler.Scheduler;
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
import dev.seaworthy.core.schedule.run.Observer;
import dev.seaworthy.core.schedule.run.Runner;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 * freezes for longer does so when it wakes, within 2 seconds, beside the node that took the job over. And a run that
 * ignores the interrupt goes on. A run that must never meet its like checks for itself, by a lock in what it changes.
 * The clocks of the nodes must agree to within a few seconds, and each call to the database should have an end: give
 * the data source a {@code socketTimeout}.
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
    public static final Duration DEFAULT_SHUTDOWN = Duration.ofSeconds(10);

    private static final Logger LOGGER = LoggerFactory.getLogger(ClusterJobs.class);

    private final Life life = new Life();
    private final Settings settings;
    private final Declarations declarations;
    private final JobTable table;
    private final Rows rows;
    private final Runner runner;
    private volatile @Nullable Scheduler scheduler;

    private ClusterJobs(Settings settings, Declarations declarations) {
        this.settings = settings;
        this.declarations = declarations;
        table = new JobTable(settings.table());
        rows = new Rows(settings.dataSource(), settings.table());
        runner = new Runner(settings.observer());
    }

    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /** The table and its indexes, for who creates them by a migration of their own. */
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
            prepare();
            Node node = new Node(rows, runner, settings.clock(), settings.heartbeat(), this::dueAt);
            Tidying tidying = new Tidying(rows, declarations, settings.clock());
            Scheduler built = Assembly.of(settings, declarations.all(), node, tidying);
            scheduler = built;
            built.start();
            node.watch();
        });
        list().forEach(status -> status.nextRun().ifPresent(this::dueAt));
    }

    private void prepare() {
        if (settings.createTable()) {
            table.create(settings.dataSource());
        }
        table.require(settings.dataSource());
        Instant now = settings.clock().instant();
        declarations.all().forEach(declared -> declared.scheduled().ifPresent(job -> rows.declare(job, now)));
        tellUndeclared();
    }

    @Override
    public RunNow runNow(String name) {
        life.requireStarted();
        declarations.scheduled(name);
        boolean due = rows.runNow(name, settings.clock().instant());
        if (!due && !rows.has(name)) {
            throw new DatabaseException("job " + name + " has no row any more: start its node anew");
        }
        poll();
        return due ? RunNow.STARTED : RunNow.ALREADY_RUNNING;
    }

    @Override
    public <T> Enqueued enqueue(String name, String id, T data) {
        life.requireStarted();
        String json = declarations.oneTime(name, id).write(data);
        boolean added = rows.enqueue(name, id, json, settings.clock().instant());
        poll();
        return added ? Enqueued.ENQUEUED : Enqueued.ALREADY_THERE;
    }

    @Override
    public List<JobStatus> list() {
        life.requireStarted();
        return statuses();
    }

    private List<JobStatus> statuses() {
        return rows.list(Declarations.MOST_LISTED + declarations.all().size()).stream()
                .map(row -> row.status(declarations.find(row.name())))
                .toList();
    }

    /** A job that ignores the interrupt keeps its thread, a daemon, and its row until the heartbeat is missed. */
    @Override
    public void close() {
        if (life.close()) {
            runner.stopAllAfter(settings.shutdown());
            Scheduler started = scheduler;
            if (started != null) {
                started.stop();
            }
        }
        runner.close();
    }

    private void tellUndeclared() {
        Set<String> undeclared = statuses().stream()
                .filter(status -> status.state() == JobStatus.State.UNDECLARED)
                .map(JobStatus::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!undeclared.isEmpty()) {
            LOGGER.warn(
                    "The table of jobs {} has rows of jobs that are not declared here, and they stay as they are: {}",
                    settings.table(),
                    undeclared);
        }
    }

    /** What is due before the next look for it has a look of its own. */
    private void dueAt(Instant due) {
        Duration wait = Duration.between(settings.clock().instant(), due);
        if (wait.compareTo(settings.poll()) < 0) {
            runner.later(wait.isNegative() ? Duration.ZERO : wait.plusMillis(1), this::poll);
        }
    }

    private void poll() {
        Scheduler started = scheduler;
        if (started != null && life.isStarted()) {
            started.triggerCheckForDueExecutions();
        }
    }

    /** Which jobs, in which table, and how often a node looks and says that it lives. One thread at a time. */
    public static final class Builder {
        private final DataSource dataSource;
        private final List<Declared> declared = new ArrayList<>();
        private TableName table = TableName.of(DEFAULT_TABLE);
        private boolean createTable;
        private int threads = DEFAULT_THREADS;
        private Duration heartbeat = DEFAULT_HEARTBEAT;
        private Duration poll = DEFAULT_POLL;
        private Duration shutdown = DEFAULT_SHUTDOWN;
        private InstantSource clock = InstantSource.system();
        private Observer observer = Observer.none();

        private Builder(DataSource dataSource) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        }

        public Builder job(Job job) {
            declared.add(Declared.of(job));
            return this;
        }

        public Builder job(OneTimeJob<?> job) {
            declared.add(Declared.of(job));
            return this;
        }

        /** {@link #DEFAULT_TABLE} if not said. */
        public Builder table(TableName name) {
            table = Objects.requireNonNull(name, "table");
            return this;
        }

        /** The start creates the table if it is not there. Its schema must be. */
        public Builder createTable() {
            createTable = true;
            return this;
        }

        /** How many jobs run at once on this node; {@link #DEFAULT_THREADS} if not said. */
        public Builder threads(int count) {
            threads = count;
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
            shutdown = longest;
            return this;
        }

        /** What tells the time. */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        /**
         * Times runs as {@code seaworthy.jobs.runs} by {@code job} and {@code outcome}, and counts
         * {@code seaworthy.jobs.events} by {@code job} and {@code event}.
         */
        @SuppressWarnings("exports") // micrometer is an automatic module: who has a registry requires it
        public Builder metrics(MeterRegistry registry) {
            observer = new Meters(registry);
            return this;
        }

        /**
         * The jobs, not yet started.
         *
         * @throws IllegalArgumentException with everything that is wrong
         */
        public ClusterJobs build() {
            List<String> problems = new ArrayList<>(Declarations.positive("shutdown", shutdown));
            problems.addAll(Declarations.positive("heartbeat", heartbeat));
            problems.addAll(Declarations.positive("poll", poll));
            if (threads < 1) {
                problems.add("threads must be 1 or more: " + threads);
            }
            Declarations declarations = Declarations.of(declared, problems);
            return new ClusterJobs(
                    new Settings(dataSource, table, createTable, threads, heartbeat, poll, shutdown, clock, observer),
                    declarations);
        }
    }
}
