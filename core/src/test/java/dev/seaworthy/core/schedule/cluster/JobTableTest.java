package dev.seaworthy.core.schedule.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A table of jobs that is there, is not there, or lacks something. */
@ParameterizedClass
@EnumSource
class JobTableTest {
    /** The columns of db-scheduler's own script, as in its documentation. */
    private static final String OF_DB_SCHEDULER = """
            CREATE TABLE seaworthy_jobs (task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
                execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text, last_success timestamptz,
                last_failure timestamptz, consecutive_failures int, last_heartbeat timestamptz, version bigint NOT NULL,
                priority smallint, PRIMARY KEY (task_name, task_instance))
            """;

    private final TestDatabase database;
    private final Queue<String> ran = new ConcurrentLinkedQueue<>();
    private final List<Jobs> nodes = new ArrayList<>();

    JobTableTest(PostgresServer server) {
        database = server.database();
    }

    @AfterEach
    void end() {
        nodes.forEach(Jobs::close);
        database.close();
    }

    @Test
    void ten_nodes_create_one_table_at_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(10);
        List<Future<?>> starts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            JobTable table = new JobTable(TableName.of("Odd \"name\""));
            starts.add(threads.submit(() -> table.create(database.dataSource())));
        }
        for (Future<?> start : starts) {
            start.get();
        }
        threads.shutdown();

        new JobTable(TableName.of("Odd \"name\"")).require(database.dataSource());
        assertThat(database.one("SELECT count(*) FROM pg_indexes WHERE schemaname = 'public'"))
                .isEqualTo("3");
    }

    @Test
    void a_table_of_any_name_in_another_schema_will_do() throws Exception {
        database.execute("CREATE SCHEMA \"My Ops\"");
        Jobs jobs = started(quick().table(new TableName("My Ops", "The \"Jobs\""))
                .job(yearly("cleanup").run(() -> ran.add("cleanup"))));

        jobs.runNow("cleanup");
        Condition.await("the run", () -> jobs.list().get(0).lastSuccess().isPresent());

        assertThat(ran).containsExactly("cleanup");
    }

    @Test
    void a_missing_table_is_one_clear_error() {
        Jobs jobs = ClusterJobs.builder(database.dataSource()).build();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(jobs::start)
                .withMessage("the table of jobs public.seaworthy_jobs is not there: say createTable(),"
                        + " or run ClusterJobs.tableSql");
        jobs.close();
    }

    @Test
    void a_table_of_something_else_is_one_clear_error() {
        database.execute("CREATE TABLE seaworthy_jobs (task_name text)");
        Jobs jobs = quick().build();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(jobs::start)
                .withMessage("public.seaworthy_jobs is no table of jobs, as it lacks consecutive_failures,"
                        + " execution_time, last_failure, last_heartbeat, last_success, picked, picked_by, task_data,"
                        + " task_instance, version: name another one with table(…)");
        jobs.close();
    }

    @Test
    void a_table_of_db_scheduler_or_of_an_older_release_gets_the_columns_that_it_lacks() throws Exception {
        database.execute(OF_DB_SCHEDULER);
        Jobs jobs = started(quick().job(yearly("cleanup").run(() -> ran.add("cleanup"))));

        jobs.runNow("cleanup");
        Condition.await("the run", () -> jobs.list().get(0).lastSuccess().isPresent());

        assertThat(ran).containsExactly("cleanup");
        started(quick().job(yearly("cleanup").run(() -> {})));
    }

    @Test
    void a_table_that_lacks_columns_and_may_not_be_changed_says_what_to_do() {
        database.execute(OF_DB_SCHEDULER, "ALTER TABLE seaworthy_jobs ADD COLUMN schedule text");
        ClusterJobs.Builder builder = ClusterJobs.builder(database.dataSource());

        try (Jobs jobs = builder.build()) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(jobs::start)
                    .withMessage("the table of jobs public.seaworthy_jobs lacks the columns deaths, failed, last_error,"
                            + " last_start, off_schedule: say createTable(), or run ClusterJobs.tableSql");
        }

        database.execute(ClusterJobs.tableSql(TableName.of(ClusterJobs.DEFAULT_TABLE)));
        try (Jobs jobs = builder.build()) {
            jobs.start();
        }
    }

    private static Job.Builder yearly(String name) {
        return Job.named(name).cron("@yearly");
    }

    private ClusterJobs.Builder quick() {
        return ClusterJobs.builder(database.dataSource())
                .createTable()
                .poll(Duration.ofMillis(100))
                .shutdown(Duration.ofMillis(500));
    }

    private Jobs started(ClusterJobs.Builder builder) {
        Jobs jobs = builder.build();
        nodes.add(jobs);
        jobs.start();
        return jobs;
    }
}
