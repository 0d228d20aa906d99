package dev.seaworthy.core.database.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.seaworthy.core.database.archive.ArchiveReport.Ending;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ProcedureTextTest {
    private final TestDatabase database;

    ProcedureTextTest(PostgresServer server) {
        database = server.database();
    }

    @BeforeEach
    void create() {
        Content.create(database);
        Content.addOld(database, 25);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void moves_what_the_mover_moves() {
        Content.add(database, "draft", "'2020-01-01'");
        Content.add(database, "published", "'" + Content.CUT_OFF + "'");
        Content.add(database, "published", "NULL");
        install(Content.mover().batchSize(10));

        call();

        assertThat(database.query("SELECT id FROM content ORDER BY id")).containsExactly("26", "27", "28");
        assertThat(database.one("SELECT count(*) || ' ' || count(DISTINCT id) FROM content_archive"))
                .isEqualTo("25 25");
    }

    @Test
    void commits_each_batch() {
        install(Content.mover().batchSize(10));

        call();

        assertThat(database.one("SELECT count(DISTINCT xmin::text) FROM content_archive"))
                .isEqualTo("3");
    }

    @Test
    void begins_each_batch_where_the_one_before_ended_and_once_more_at_the_beginning() {
        database.execute(
                "CREATE FUNCTION add_one() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.content"
                        + " (status, created_at) VALUES (''published'', ''2019-01-01''); RETURN NULL; END'",
                "CREATE TRIGGER add_one AFTER INSERT ON content_archive FOR EACH ROW WHEN (NEW.id = 15)"
                        + " EXECUTE FUNCTION add_one()");
        install(Content.mover().batchSize(10).allowTrigger("add_one"));

        call();

        assertThat(database.query("SELECT count(*) FROM content_archive GROUP BY xmin::text ORDER BY max(id)"))
                .containsExactly("10", "10", "5", "1");
    }

    @Test
    void ends_at_the_row_limit() {
        install(Content.mover().batchSize(10).maxRows(15));

        call();

        assertThat(database.one("SELECT count(*) FROM content_archive")).isEqualTo("15");
    }

    @Test
    void has_the_cut_off_of_the_mover() throws SQLException {
        for (String now : List.of("2024-08-31T10:00:00Z", "2023-08-31T00:00:00Z", "2024-02-29T23:59:59.999999Z")) {
            for (Period age : List.of(Period.ofMonths(6), Period.of(1, 1, 1), Period.ofWeeks(3))) {
                Archive archive = Content.archive().olderThan(age).build();
                String sql = ArchiveMover.builder(archive)
                        .asOf(Instant.parse(now))
                        .build()
                        .procedure(database.dataSource())
                        .sql();
                String expression = sql.lines()
                        .filter(line -> line.contains("cut_off := "))
                        .map(line -> line.replaceFirst(".*:= ", "").replace(";", ""))
                        .findFirst()
                        .orElseThrow();

                assertThat(database.one("SELECT " + expression + " = timestamptz '"
                                + CutOff.before(Instant.parse(now), age) + "'"))
                        .as(expression)
                        .isEqualTo("t");
            }
        }
    }

    @Test
    void does_nothing_while_a_mover_is_at_work() {
        install(Content.mover().batchSize(10));

        ArchiveReport report = Content.mover()
                .batchSize(10)
                .listener(progress -> {
                    call();
                    assertThat(database.one("SELECT count(*) FROM content_archive"))
                            .isEqualTo(String.valueOf(progress.moved()));
                })
                .build()
                .run(database.dataSource());

        assertThat(report.moved()).isEqualTo(25);
    }

    @Test
    void keeps_a_mover_away_while_it_is_at_work() throws SQLException, InterruptedException {
        install(Content.mover().batchSize(1).pause(Duration.ofMillis(100)));
        Thread calling = new Thread(this::call, "seaworthy-test-call");
        calling.start();
        awaitOneMoved();

        ArchiveReport report = Content.mover().build().run(database.dataSource());

        assertThat(report.ending()).isEqualTo(Ending.ALREADY_RUNNING);
        calling.join(30_000);
        assertThat(database.one("SELECT count(*) FROM content_archive")).isEqualTo("25");
    }

    @Test
    void passes_over_locked_rows() throws SQLException {
        install(Content.mover().batchSize(10));
        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("UPDATE content SET body = 'busy' WHERE id IN (3, 20)");

            call();
        }

        assertThat(database.query("SELECT id FROM content ORDER BY id")).containsExactly("3", "20");
    }

    @Test
    void leaves_the_session_as_it_was_and_the_lock_free() throws SQLException {
        install(Content.mover().batchSize(10));
        try (Connection session = database.dataSource().getConnection();
                var statement = session.createStatement()) {
            statement.execute("CALL " + Content.mover().build().procedureName().sql() + "()");

            try (var result =
                    statement.executeQuery("SELECT current_setting('lock_timeout') || current_setting('enable_sort')"
                            + " || (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory')")) {
                result.next();
                assertThat(result.getString(1)).isEqualTo("0on0");
            }
        }
    }

    @Test
    void goes_by_the_index_of_the_time_as_long_as_there_is_one() {
        database.execute(
                "CREATE TABLE seen (place int GENERATED ALWAYS AS IDENTITY, scan text, timeout text)",
                "CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.seen (scan, timeout)"
                        + " VALUES (current_setting(''enable_seqscan''), current_setting(''statement_timeout''));"
                        + " RETURN NULL; END'",
                "CREATE TRIGGER see AFTER INSERT ON content_archive EXECUTE FUNCTION see()");
        install(Content.mover().batchSize(10).maxRows(10).allowTrigger("see"));

        call();
        database.execute("DROP INDEX content_created_at_idx");
        call();

        assertThat(database.query("SELECT scan || ' ' || timeout FROM seen ORDER BY place"))
                .containsExactly("off 0", "on 0");
    }

    @Test
    void fails_before_the_first_row_if_the_source_has_changed() throws SQLException {
        install(Content.mover().batchSize(10));
        database.execute("ALTER TABLE content ADD extra text");

        fails("archive move is refused: the columns of the source changed to id, status, created_at, body, extra");
    }

    @Test
    void fails_before_the_first_row_if_a_foreign_key_has_come() {
        install(Content.mover().batchSize(10));
        database.execute("CREATE TABLE comments (content_id bigint REFERENCES content ON DELETE CASCADE)");

        fails("archive move is refused: foreign keys stand in the way");
    }

    @Test
    void a_failure_leaves_the_lock_free_in_its_session() throws SQLException {
        install(Content.mover().batchSize(10));
        database.execute("ALTER TABLE content ADD extra text");
        try (Connection session = database.dataSource().getConnection();
                var statement = session.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute(
                            "CALL " + Content.mover().build().procedureName().sql() + "()"));

            assertThat(database.one("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void a_cancel_in_the_pause_leaves_the_lock_free_and_what_is_moved_moved() throws Exception {
        install(Content.mover().batchSize(10).pause(Duration.ofMinutes(5)));

        cancelsAt("PgSleep");

        assertThat(database.one("SELECT count(*) FROM content_archive")).isEqualTo("10");
        assertThat(Content.mover().build().run(database.dataSource()).moved()).isEqualTo(15);
    }

    @Test
    void a_cancel_in_the_commit_leaves_the_lock_free_and_the_batch_where_it_was() throws Exception {
        database.execute(
                "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(300); RETURN NULL; END'",
                "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON content_archive DEFERRABLE INITIALLY DEFERRED"
                        + " FOR EACH ROW EXECUTE FUNCTION wait()");
        install(Content.mover().batchSize(10).allowTrigger("late"));

        cancelsAt("PgSleep");

        assertThat(database.one("SELECT count(*) FROM content")).isEqualTo("25");
    }

    /** The session lives on, as pg_cron's does or a pool's. */
    private void cancelsAt(String waitEvent) throws Exception {
        try (Connection session = database.dataSource().getConnection();
                var statement = session.createStatement()) {
            AtomicReference<SQLException> failure = new AtomicReference<>();
            Thread calling = new Thread(
                    () -> {
                        try {
                            statement.execute("CALL "
                                    + Content.mover().build().procedureName().sql() + "()");
                        } catch (SQLException e) {
                            failure.set(e);
                        }
                    },
                    "seaworthy-test-call");
            calling.start();
            String waiting = " FROM pg_stat_activity WHERE datname = current_database() AND wait_event = '" + waitEvent
                    + "' AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')";
            Condition.await(
                    waitEvent, () -> database.one("SELECT count(*)" + waiting).equals("1"));
            database.query("SELECT pg_cancel_backend(pid)" + waiting);
            calling.join(30_000);

            assertThat(failure.get().getSQLState()).isEqualTo("57014");
            assertThat(session.isValid(5)).isTrue();
            assertThat(database.one("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void a_trigger_of_the_target_that_drops_rows_loses_none() {
        database.execute(
                "CREATE FUNCTION drop_some() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RETURN CASE WHEN NEW.id = 5 THEN NULL ELSE NEW END; END'",
                "CREATE TRIGGER drop_some BEFORE INSERT ON content_archive FOR EACH ROW EXECUTE FUNCTION drop_some()");
        install(Content.mover().batchSize(10).allowTrigger("drop_some"));

        fails("archive move is refused: 10 rows left and 9 arrived");

        assertThat(database.one("SELECT count(*) FROM content")).isEqualTo("25");
    }

    @Test
    void gives_up_after_its_tries() throws SQLException {
        install(Content.mover().batchSize(10).tries(2).lockTimeout(Duration.ofMillis(20)));

        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE content IN SHARE MODE");

            fails("canceling statement due to lock timeout");
        }
        call();
        assertThat(database.one("SELECT count(*) FROM content_archive")).isEqualTo("25");
    }

    @Test
    void its_batches_grow_while_they_take_little_time() {
        Content.addOld(database, 7_000);
        install(Content.mover().maxBatchTime(Duration.ofHours(1)));

        call();

        assertThat(database.query("SELECT count(*) FROM content_archive GROUP BY xmin::text ORDER BY min(created_at)"))
                .containsExactly("5000", "2025");
        Content.addOld(database, 11_000);
        call();
        assertThat(database.query("SELECT count(*) FROM content_archive WHERE id > 7025 GROUP BY xmin::text"
                        + " ORDER BY min(created_at)"))
                .containsExactly("5000", "6000");
    }

    @Test
    void two_archives_of_one_source_have_two_procedures() {
        List<Archive> archives = List.of(
                Content.archive().build(),
                Content.archive().where("status = 'draft'").build(),
                Content.archive().into("other_archive").build(),
                Content.archive().olderThan(Period.ofMonths(7)).build(),
                Archive.of("app.content")
                        .into("content_archive")
                        .by("created_at")
                        .olderThan(Period.ofMonths(6))
                        .where("status = 'published'")
                        .build());

        assertThat(archives.stream().map(each -> Content.mover(each).build().procedureName()))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name.name()).startsWith("archive_content_"));
    }

    @Test
    void long_names_with_the_same_beginning_have_two_procedures() {
        String name = "c".repeat(60);
        ArchiveMover one = Content.mover(named(name + "one")).build();
        ArchiveMover two = Content.mover(named(name + "two")).build();

        assertThat(one.procedureName()).isNotEqualTo(two.procedureName());
        assertThat(one.procedureName().name()).hasSizeLessThanOrEqualTo(63);
    }

    private static Archive named(String source) {
        return Archive.of(source)
                .into("content_archive")
                .by("created_at")
                .olderThan(Period.ofMonths(6))
                .build();
    }

    @Test
    void moves_the_same_under_another_search_path() throws SQLException {
        install(Content.mover().batchSize(10));
        database.execute("CREATE SCHEMA other", "CREATE TABLE other.content (LIKE content)");
        try (Connection session = database.dataSource().getConnection();
                var statement = session.createStatement()) {
            statement.execute("SET search_path = other");

            statement.execute("CALL " + Content.mover().build().procedureName().sql() + "()");
        }

        assertThat(database.one("SELECT count(*) FROM content_archive")).isEqualTo("25");
    }

    @Test
    void calls_no_function_of_a_user_in_the_place_of_a_function_of_the_server() throws SQLException {
        install(Content.mover().batchSize(10));
        database.execute(
                "CREATE SCHEMA evil",
                "CREATE FUNCTION evil.now() RETURNS timestamptz LANGUAGE sql AS $$SELECT timestamptz '2000-01-01'$$",
                "CREATE FUNCTION evil.clock_timestamp() RETURNS timestamptz LANGUAGE sql"
                        + " AS $$SELECT timestamptz '2000-01-01'$$",
                "CREATE DOMAIN evil.text AS pg_catalog.text CHECK (VALUE = 'evil')",
                "CREATE DOMAIN evil.timestamptz AS pg_catalog.timestamptz CHECK (VALUE < '2000-01-01')");
        try (Connection session = database.dataSource().getConnection();
                var statement = session.createStatement()) {
            statement.execute("SET search_path = evil, pg_catalog, public");

            statement.execute("CALL " + Content.mover().build().procedureName().sql() + "()");
        }

        assertThat(database.one("SELECT count(*) FROM content_archive")).isEqualTo("25");
    }

    @Test
    void can_be_installed_again() {
        install(Content.mover().batchSize(10));
        install(Content.mover().batchSize(5));

        call();

        assertThat(database.one("SELECT count(DISTINCT xmin::text) FROM content_archive"))
                .isEqualTo("5");
    }

    private void fails(String message) {
        assertThatIllegalStateException().isThrownBy(this::call).withStackTraceContaining(message);
        assertThat(database.one("SELECT count(*) FROM content_archive")).isEqualTo("0");
    }

    private void awaitOneMoved() throws InterruptedException {
        for (int i = 0;
                i < 500 && database.one("SELECT count(*) FROM content_archive").equals("0");
                i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private void install(ArchiveMover.Builder mover) {
        database.execute(mover.build().procedure(database.dataSource()).sql());
    }

    private void call() {
        database.execute("CALL " + Content.mover().build().procedureName().sql() + "()");
    }
}
