package dev.seaworthy.core.schedule.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.JobStatus;
import dev.seaworthy.core.schedule.JobStatus.State;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.core.schedule.MissedRuns;
import dev.seaworthy.core.schedule.OneTimeJob;
import dev.seaworthy.core.schedule.ThreadedJobsContract;
import dev.seaworthy.testkit.Endurance;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ClusterJobsTest extends ThreadedJobsContract {
    private final TestDatabase database;
    private final List<Jobs> nodes = new ArrayList<>();

    ClusterJobsTest(PostgresServer server) {
        database = server.database();
    }

    @AfterEach
    void end() {
        close();
        nodes.forEach(Jobs::close);
        database.close();
    }

    @Override
    protected Jobs jobs(List<Job> scheduled, List<OneTimeJob<?>> oneTime) {
        ClusterJobs.Builder builder = quick();
        scheduled.forEach(builder::job);
        oneTime.forEach(builder::job);
        return builder.build();
    }

    private ClusterJobs.Builder quick() {
        return ClusterJobs.builder(database.dataSource())
                .createTable()
                .heartbeat(Duration.ofMillis(500))
                .poll(Duration.ofMillis(100))
                .shutdown(Duration.ofMillis(500));
    }

    private Jobs node(ClusterJobs.Builder builder) {
        Jobs jobs = builder.build();
        nodes.add(jobs);
        jobs.start();
        return jobs;
    }

    @Test
    @Tag("endurance")
    void two_nodes_complete_many_jobs_each_once_and_never_both_at_once() {
        int many = Endurance.size(100, 2_000);
        Set<String> running = ConcurrentHashMap.newKeySet();
        AtomicInteger overlaps = new AtomicInteger();
        AtomicInteger runs = new AtomicInteger();
        Set<String> done = ConcurrentHashMap.newKeySet();
        AtomicInteger[] shares = {new AtomicInteger(), new AtomicInteger()};
        List<Jobs> both = new ArrayList<>();
        for (AtomicInteger share : shares) {
            both.add(node(quick().job(OneTimeJob.named("piece", String.class).run(id -> {
                if (!running.add(id)) {
                    overlaps.incrementAndGet();
                }
                Thread.yield();
                running.remove(id);
                done.add(id);
                share.incrementAndGet();
                runs.incrementAndGet();
            }))));
        }
        database.execute("""
                INSERT INTO seaworthy_jobs (task_name, task_instance, task_data, execution_time, picked, version)
                SELECT 'piece', 'id-' || i, convert_to('"id-' || i || '"', 'UTF8'), now(), false, 1
                FROM generate_series(1, %d) AS i
                """.formatted(many));

        until(() -> database.one("SELECT count(*) FROM seaworthy_jobs").equals("0"));

        assertThat(done).hasSize(many);
        assertThat(runs).hasValue(many);
        assertThat(overlaps).hasValue(0);
        assertThat(shares[0]).hasPositiveValue();
        assertThat(shares[1]).hasPositiveValue();
    }

    @Test
    void a_schedule_that_two_nodes_share_runs_once_for_each_time() {
        for (int i = 0; i < 2; i++) {
            node(quick().job(Job.named("tick").cron("*/2 * * * * *").run(() -> ran.add(second()))));
        }

        until(() -> ran.size() >= 3);

        assertThat(ran).doesNotHaveDuplicates();
    }

    private String second() {
        return database.one("SELECT to_char(clock_timestamp(), 'HH24:MI:SS')");
    }

    @Test
    void data_is_json_that_sql_reads() {
        Jobs jobs = node(quick().job(mail().run(invoice -> new java.util.concurrent.CountDownLatch(1).await())));

        jobs.enqueue("mail-invoice", "invoice-17", new Invoice("17", 990));

        assertThat(database.one("SELECT convert_from(task_data, 'UTF8')::jsonb ->> 'cents' FROM seaworthy_jobs"))
                .isEqualTo("990");
    }

    @Test
    void data_that_is_enqueued_again_has_no_deaths_of_the_first_time() {
        Jobs jobs = node(quick().job(mail().run(invoice -> new java.util.concurrent.CountDownLatch(1).await())));
        database.execute(
                "INSERT INTO seaworthy_jobs (task_name, task_instance, execution_time, picked, version, deaths,"
                        + " failed) VALUES ('mail-invoice', 'invoice-17', now(), false, 1, 4, true)");

        jobs.enqueue("mail-invoice", "invoice-17", new Invoice("17", 990));

        assertThat(database.one("SELECT deaths FROM seaworthy_jobs")).isEqualTo("0");
    }

    @Test
    void data_that_is_not_of_its_type_fails_for_good_with_the_name_of_the_job() {
        Jobs jobs = node(quick().job(mail().run(invoice -> ran.add("never"))));

        database.execute(
                "INSERT INTO seaworthy_jobs (task_name, task_instance, task_data, execution_time, picked, version)"
                        + " VALUES ('mail-invoice', '1', '{\"number\":\"hunter2\"}', now(), false, 1)");
        until(() -> only(jobs).state() == State.FAILED);

        assertThat(only(jobs).lastError().orElseThrow())
                .startsWith("Data of one-time job mail-invoice is not JSON of ")
                .doesNotContain("hunter2");
        assertThat(ran).isEmpty();
    }

    @Test
    void another_schedule_in_a_new_release_is_followed() {
        node(quick().job(Job.named("cleanup").cron("@yearly").run(() -> {}))).close();

        Jobs jobs = node(quick().job(Job.named("cleanup").cron("0 2 1 1 *").run(() -> {})));

        assertThat(only(jobs).nextRun().orElseThrow().toString()).endsWith("-01-01T02:00:00Z");
    }

    @Test
    void the_same_schedule_in_a_new_release_keeps_its_time() {
        node(quick().job(yearly("cleanup").run(() -> {}))).close();
        database.execute("UPDATE seaworthy_jobs SET execution_time = '2100-01-01'");

        Jobs jobs = node(quick().job(yearly("cleanup").run(() -> {})));

        assertThat(only(jobs).nextRun()).contains(java.time.Instant.parse("2100-01-01T00:00:00Z"));
    }

    @Test
    void a_job_that_is_no_longer_declared_stays_and_stops_nobody() {
        node(quick().job(yearly("old").run(() -> ran.add("old")))).close();
        database.execute("UPDATE seaworthy_jobs SET execution_time = now() - interval '1 day'");

        Jobs jobs = node(quick().job(yearly("cleanup").run(() -> ran.add("cleanup"))));
        jobs.runNow("cleanup");
        until(() -> !ran.isEmpty());

        assertThat(ran).containsExactly("cleanup");
        assertThat(jobs.list())
                .filteredOn(status -> status.name().equals("old"))
                .extracting(JobStatus::state)
                .containsExactly(State.UNDECLARED);
        assertThat(database.one("SELECT picked FROM seaworthy_jobs WHERE task_name = 'old'"))
                .isEqualTo("f");
    }

    @Test
    void a_missed_run_is_made_up_for_or_left_out() {
        Job once = yearly("once").run(() -> ran.add("once"));
        Job skip = yearly("skip").missedRuns(MissedRuns.SKIP).run(() -> ran.add("skip"));
        node(quick().job(once).job(skip)).close();
        database.execute("UPDATE seaworthy_jobs SET execution_time = now() - interval '2 minutes'");

        Jobs jobs = node(quick().job(once).job(skip));
        until(() -> jobs.list().stream()
                .allMatch(status -> status.state() == State.WAITING
                        && status.nextRun().orElseThrow().isAfter(java.time.Instant.now())));

        assertThat(ran).containsExactly("once");
    }

    @Test
    void a_run_that_the_end_interrupted_is_due_at_once_on_another_node() throws InterruptedException {
        java.util.concurrent.CountDownLatch entered = new java.util.concurrent.CountDownLatch(1);
        Jobs first = node(quick().job(yearly("backup").run(() -> {
            entered.countDown();
            new java.util.concurrent.CountDownLatch(1).await();
        })));
        first.runNow("backup");
        entered.await();
        node(quick().job(yearly("backup").run(() -> ran.add("second node"))));

        first.close();

        until(() -> ran.contains("second node"));
    }
}
