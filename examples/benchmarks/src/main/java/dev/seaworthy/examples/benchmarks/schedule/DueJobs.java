package dev.seaworthy.examples.benchmarks.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.core.schedule.OneTimeJob;
import dev.seaworthy.core.schedule.cluster.ClusterJobs;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Two nodes with ten threads each and a table of one-time jobs that do nothing and are all due: {@code DueJobs [jobs of
 * each node] [rounds]}, 1000 and 5 by themselves, after a round that is not counted. A job that is lost, or runs twice,
 * ends the program.
 */
final class DueJobs {
    private static final int THREADS = 10;
    private static final String TABLE = "seaworthy_jobs";

    /** Who runs them. */
    private enum Engine {
        SEAWORTHY,
        DB_SCHEDULER_LOCK_AND_FETCH,
        DB_SCHEDULER_FETCH
    }

    private final DataSource database;
    private final int jobs;

    private DueJobs(DataSource database, int jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        int each = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            new DueJobs(new Pool(server.getPostgresDatabase()).dataSource(), 2 * each).compare(rounds);
        }
    }

    private void compare(int rounds) throws SQLException {
        Map<Engine, List<Double>> rates = new EnumMap<>(Engine.class);
        for (int round = 0; round <= rounds; round++) {
            for (Engine engine : inTurn(round)) {
                double rate = round(engine);
                say("round %d: %s %.0f jobs/s", round, engine, rate);
                if (round > 0) {
                    rates.computeIfAbsent(engine, each -> new ArrayList<>()).add(rate);
                }
            }
        }
        double peer = median(rates.getOrDefault(Engine.DB_SCHEDULER_LOCK_AND_FETCH, List.of()));
        rates.forEach((engine, all) -> say(
                "median: %s %.0f jobs/s, %.2f of lock-and-fetch; lost 0, at the same time on both 0",
                engine, median(all), median(all) / peer));
    }

    private static List<Engine> inTurn(int round) {
        List<Engine> engines = new ArrayList<>(Arrays.asList(Engine.values()));
        Collections.rotate(engines, round);
        return engines;
    }

    private double round(Engine engine) throws SQLException {
        Pieces pieces = new Pieces();
        execute("DROP TABLE IF EXISTS " + TABLE);
        execute(ClusterJobs.tableSql(TableName.of(TABLE)));
        execute("INSERT INTO " + TABLE
                + " (task_name, task_instance, task_data, execution_time, picked, version) SELECT 'piece', 'id-' || i, "
                + (engine == Engine.SEAWORTHY ? "convert_to('\"id-' || i || '\"', 'UTF8')" : "NULL")
                + ", now(), false, 1 FROM generate_series(1, " + jobs + ") AS i");
        execute("ANALYZE " + TABLE);
        List<AutoCloseable> nodes = new ArrayList<>();
        long began = System.nanoTime();
        for (int node = 0; node < 2; node++) {
            nodes.add(start(engine, node, pieces));
        }
        awaitNone();
        double rate = jobs * 1e9 / (System.nanoTime() - began);
        nodes.forEach(DueJobs::close);
        if (pieces.done() != jobs || pieces.twice() > 0 || pieces.overlaps() > 0) {
            throw new IllegalStateException(engine + ": " + pieces.done() + " of " + jobs + " done, " + pieces.twice()
                    + " twice, " + pieces.overlaps() + " at the same time");
        }
        return rate;
    }

    private AutoCloseable start(Engine engine, int node, Pieces pieces) {
        return switch (engine) {
            case SEAWORTHY -> seaworthy(pieces);
            case DB_SCHEDULER_LOCK_AND_FETCH -> peer(node, pieces, builder -> builder.pollUsingLockAndFetch(0.5, 1.0));
            case DB_SCHEDULER_FETCH -> peer(node, pieces, builder -> builder.pollUsingFetch(0.5, 3.0));
        };
    }

    private AutoCloseable seaworthy(Pieces pieces) {
        Jobs started = ClusterJobs.builder(database)
                .job(OneTimeJob.named("piece", String.class).run(pieces::run))
                .threads(THREADS)
                .build();
        started.start();
        return started;
    }

    /** With the polling that its documentation gives, the rest by its defaults. */
    private AutoCloseable peer(int node, Pieces pieces, UnaryOperator<SchedulerBuilder> polling) {
        Scheduler scheduler = polling.apply(Scheduler.create(
                                database,
                                Tasks.oneTime("piece").execute((instance, context) -> pieces.run(instance.getId())))
                        .tableName(TABLE)
                        .schedulerName(new SchedulerName.Fixed("node-" + node))
                        .threads(THREADS))
                .build();
        scheduler.start();
        return scheduler::stop;
    }

    private void awaitNone() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            while (isThereOne(statement)) {
                LockSupport.parkNanos(5_000_000);
            }
        }
    }

    private static boolean isThereOne(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT 1 FROM " + TABLE + " LIMIT 1")) {
            return result.next();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void close(AutoCloseable node) {
        try {
            node.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static double median(List<Double> rates) {
        List<Double> sorted = rates.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
