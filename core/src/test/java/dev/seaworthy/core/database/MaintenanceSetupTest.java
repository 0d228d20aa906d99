package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seaworthy.core.database.archive.Archive;
import dev.seaworthy.core.database.archive.ArchiveMover;
import dev.seaworthy.core.database.maintenance.Maintenance;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.Extension;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.CronServer;
import dev.seaworthy.testkit.TestDatabase;
import java.io.IOException;
import java.time.Period;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Maintenance by pg_cron, on a server that has it. */
@Tag("needs-pg_cron")
class MaintenanceSetupTest {
    private static final Maintenance VACUUM = Maintenance.vacuumAnalyze("daily-vacuum", "0 2 * * *", "content", "it's");
    private static final Maintenance REINDEX = Maintenance.reindex("weekly-reindex", "0 3 * * 0", "content");
    private static final Maintenance PURGE = Maintenance.purgeCronHistory("cron-history", "0 5 * * *", 14);
    private static final DatabaseSetup SETUP = DatabaseSetup.builder()
            .extension(Extension.named("pg_cron"))
            .maintenance(VACUUM)
            .maintenance(REINDEX)
            .maintenance(PURGE)
            .build();

    private static CronServer server;
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        server = CronServer.start();
        database = server.database();
        database.execute("CREATE TABLE content (id int PRIMARY KEY)", "CREATE TABLE \"it's\" (id int)");
    }

    @BeforeEach
    void forget() {
        database.execute("DROP EXTENSION IF EXISTS pg_cron");
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
    }

    @Test
    void the_extension_and_its_jobs_are_one_plan_and_then_it_is_content() {
        DatabasePlan plan = SETUP.plan(database.dataSource());

        assertThat(plan.changes())
                .extracting(Change::name)
                .containsExactly(
                        "create extension pg_cron",
                        "schedule daily-vacuum",
                        "schedule weekly-reindex",
                        "schedule cron-history");
        converge(SETUP);
        assertThat(database.query("SELECT jobname || ' ' || schedule || ' ' || command FROM cron.job ORDER BY jobname"))
                .containsExactly(
                        "cron-history 0 5 * * * DELETE FROM cron.job_run_details WHERE end_time < now() - interval '14 days'",
                        "daily-vacuum 0 2 * * * VACUUM (ANALYZE) \"public\".\"content\", \"public\".\"it's\"",
                        "weekly-reindex 0 3 * * 0 REINDEX TABLE CONCURRENTLY \"public\".\"content\"");
    }

    @Test
    void a_job_that_differs_is_changed_and_others_are_left_alone() {
        converge(SETUP);
        database.execute(
                "SELECT cron.schedule('daily-vacuum', '0 9 * * *', 'VACUUM content')",
                "SELECT cron.schedule('mine', '0 9 * * *', 'SELECT 1')");

        assertThat(SETUP.plan(database.dataSource()).changes())
                .extracting(Change::name)
                .containsExactly("schedule daily-vacuum");
        converge(SETUP);

        assertThat(database.query("SELECT jobname FROM cron.job")).hasSize(4).contains("mine");
    }

    @Test
    void a_job_is_removed_by_name() {
        converge(SETUP);
        DatabaseSetup without =
                DatabaseSetup.builder().withoutMaintenance("weekly-reindex").build();

        converge(without);

        assertThat(database.query("SELECT jobname FROM cron.job")).hasSize(2).doesNotContain("weekly-reindex");
    }

    @Test
    void an_archive_its_procedure_and_its_job_are_one_plan() {
        createPosts();
        DatabaseSetup setup = DatabaseSetup.builder()
                .extension(Extension.named("pg_cron"))
                .archive(archive(Period.ofMonths(6)))
                .maintenance(archiving(mover(Period.ofMonths(6)).build()))
                .build();
        TableName procedure = mover(Period.ofMonths(6)).build().procedureName();

        assertThat(setup.plan(database.dataSource()).changes())
                .extracting(Change::name)
                .containsExactly(
                        "create extension pg_cron",
                        "create archive table public.posts_archive",
                        "create procedure " + procedure,
                        "schedule monthly-archive");
        converge(setup);
        database.execute(
                "CREATE TABLE posts_2020 PARTITION OF posts_archive FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')",
                "INSERT INTO posts VALUES (1, '2020-05-01'), (2, now())",
                database.one("SELECT command FROM cron.job"));

        assertThat(database.query("SELECT id FROM posts_archive")).containsExactly("1");
        assertThat(database.query("SELECT id FROM posts")).containsExactly("2");
    }

    @Test
    void two_jobs_of_one_archive_share_its_procedure() {
        createPosts();
        database.execute("CREATE TABLE posts_archive (LIKE posts)", "CREATE EXTENSION pg_cron");
        ArchiveMover mover = mover(Period.ofMonths(6)).build();
        DatabaseSetup setup = DatabaseSetup.builder()
                .maintenance(archiving(mover))
                .maintenance(Maintenance.archive("weekly-archive", "0 4 * * 1", mover))
                .build();

        assertThat(setup.plan(database.dataSource()).changes())
                .extracting(Change::name)
                .containsExactly(
                        "create procedure " + mover.procedureName(),
                        "schedule monthly-archive",
                        "schedule weekly-archive");
        converge(setup);
    }

    @Test
    void the_procedure_of_another_declaration_is_another_one() {
        createPosts();
        database.execute("CREATE TABLE posts_archive (LIKE posts)");
        converge(setup(mover(Period.ofMonths(6)).build()));

        converge(setup(mover(Period.ofYears(1)).build()));

        assertThat(database.query("SELECT command FROM cron.job"))
                .containsExactly("CALL "
                        + mover(Period.ofYears(1)).build().procedureName().sql() + "()");
        assertThat(database.one("SELECT count(*) FROM pg_proc WHERE proname LIKE 'archive_posts_%'"))
                .isEqualTo("2");
    }

    @Test
    void a_procedure_that_is_not_as_declared_is_made_anew() {
        createPosts();
        database.execute("CREATE TABLE posts_archive (LIKE posts)");
        converge(setup(mover(Period.ofMonths(6)).build()));

        DatabaseSetup slower = setup(mover(Period.ofMonths(6)).batchSize(7).build());
        assertThat(slower.plan(database.dataSource()).changes())
                .extracting(Change::name, Change::why)
                .containsExactly(tuple(
                        "create procedure " + mover(Period.ofMonths(6)).build().procedureName(), "not as declared"));
        converge(slower);

        database.execute("ALTER TABLE posts ADD title text", "ALTER TABLE posts_archive ADD title text");
        assertThat(slower.plan(database.dataSource()).changes()).hasSize(1);
        converge(slower);
        database.execute("CREATE INDEX ON posts (created_at)");
        assertThat(slower.plan(database.dataSource()).changes()).isEmpty();
    }

    @Test
    void a_move_that_is_refused_is_not_for_pg_cron() {
        createPosts();
        database.execute(
                "CREATE TABLE posts_archive (LIKE posts)", "CREATE RULE mine AS ON DELETE TO posts DO ALSO NOTHING");
        DatabaseSetup setup = setup(mover(Period.ofMonths(6)).build());
        converge(setup);

        assertThat(database.query("SELECT command FROM cron.job")).isEmpty();
        assertThat(setup.plan(database.dataSource()).notes())
                .containsExactly("maintenance monthly-archive is not for pg_cron yet: archive move of public.posts is"
                        + " refused: rules stand in the way: mine on public.posts; drop them first");
    }

    @Test
    void who_may_not_make_the_procedure_is_told_so() {
        createPosts();
        String role = "may_not_create";
        database.execute(
                "CREATE TABLE posts_archive (LIKE posts)",
                "CREATE EXTENSION pg_cron",
                "DROP ROLE IF EXISTS " + role,
                "CREATE ROLE " + role + " LOGIN BYPASSRLS",
                "GRANT USAGE ON SCHEMA cron TO " + role,
                "GRANT SELECT, UPDATE, INSERT, DELETE ON posts, posts_archive TO " + role);
        try {
            DatabasePlan plan = setup(mover(Period.ofMonths(6)).build()).plan(database.dataSource(role));

            assertThat(plan.missingRights()).containsExactly("must have CREATE on the database, for schema seaworthy");

            database.execute("CREATE SCHEMA seaworthy");
            ArchiveMover mover = mover(Period.ofMonths(6)).build();
            assertThat(setup(mover).plan(database.dataSource(role)).missingRights())
                    .containsExactly("must have CREATE on schema seaworthy, for " + mover.procedureName());
        } finally {
            database.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
        }
    }

    private static void createPosts() {
        database.execute(
                "DROP SCHEMA IF EXISTS seaworthy CASCADE",
                "DROP TABLE IF EXISTS posts, posts_archive",
                "CREATE TABLE posts (id bigint, created_at timestamptz NOT NULL)");
    }

    @Test
    void of_pg_cron_in_another_database_it_says_where() {
        try (TestDatabase other = server.otherDatabase("other")) {
            other.execute("CREATE TABLE content (id int)");
            DatabaseSetup setup = DatabaseSetup.builder()
                    .maintenance(Maintenance.vacuumAnalyze("daily-vacuum", "0 2 * * *", "content"))
                    .build();

            assertThat(setup.plan(other.dataSource()).notes())
                    .containsExactly("pg_cron is in the database postgres, and not installed in this database: Jobs has"
                            + " to run the maintenance, by setup.jobs(dataSource)");
        }
    }

    private static DatabaseSetup setup(ArchiveMover mover) {
        return DatabaseSetup.builder()
                .extension(Extension.named("pg_cron"))
                .maintenance(archiving(mover))
                .build();
    }

    private static Maintenance archiving(ArchiveMover mover) {
        return Maintenance.archive("monthly-archive", "0 4 1 * *", mover);
    }

    private static ArchiveMover.Builder mover(Period age) {
        return ArchiveMover.builder(archive(age));
    }

    private static Archive archive(Period age) {
        return Archive.of("posts")
                .into("posts_archive")
                .by("created_at")
                .olderThan(age)
                .build();
    }

    @Test
    void each_command_is_one_that_pg_cron_can_run() throws Exception {
        converge(SETUP);
        database.execute("UPDATE cron.job SET schedule = '* * * * *'");

        for (String command : database.query("SELECT command FROM cron.job")) {
            database.execute(command);
        }
    }

    @Test
    void while_pg_cron_has_a_job_the_jvm_does_not_run_it() throws Exception {
        converge(SETUP);
        Job job = SETUP.jobs(database.dataSource()).get(0);
        database.execute("DROP TABLE IF EXISTS gone", "CREATE TABLE gone (id int)");
        DatabaseSetup ofGone = DatabaseSetup.builder()
                .maintenance(Maintenance.vacuumAnalyze("daily-vacuum", "0 2 * * *", "gone"))
                .build();
        Job vacuum = ofGone.jobs(database.dataSource()).get(0);

        vacuum.work().run();
        assertThat(vacuumed("gone")).isFalse();

        database.execute("SELECT cron.unschedule('daily-vacuum')");
        vacuum.work().run();
        Condition.await("the statistics", () -> vacuumed("gone"));
        assertThat(job.name()).isEqualTo("daily-vacuum");
    }

    private static boolean vacuumed(String table) {
        return database.one("SELECT last_vacuum IS NOT NULL FROM pg_stat_user_tables WHERE relname = '" + table + "'")
                .equals("t");
    }

    private static void converge(DatabaseSetup setup) {
        setup.apply(setup.plan(database.dataSource()), database.dataSource());
        assertThat(setup.plan(database.dataSource()).changes()).isEmpty();
    }
}
