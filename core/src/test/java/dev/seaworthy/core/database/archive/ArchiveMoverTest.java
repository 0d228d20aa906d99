package dev.seaworthy.core.database.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.database.archive.ArchiveReport.Ending;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

@ParameterizedClass
@EnumSource
class ArchiveMoverTest {
    private final TestDatabase database;

    ArchiveMoverTest(PostgresServer server) {
        database = server.database();
    }

    @BeforeEach
    void create() {
        Content.create(database);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void moves_what_is_old_and_meets_the_predicate_and_nothing_else() {
        Content.addOld(database, 3);
        Content.add(database, "draft", "'2020-01-01'");
        Content.add(database, "published", "'" + Content.CUT_OFF + "'");
        Content.add(database, "published", "NULL");

        ArchiveReport report = run(Content.mover());

        assertThat(report.ending()).isEqualTo(Ending.DONE);
        assertThat(report.isDone()).isTrue();
        assertThat(report.moved()).isEqualTo(3);
        assertThat(report.cutOff()).isEqualTo(Content.CUT_OFF);
        assertThat(ids("content_archive")).containsExactly("1", "2", "3");
        assertThat(ids("content")).containsExactly("4", "5", "6");
    }

    @Test
    void moves_each_value_as_it_is() {
        Content.addOld(database, 2);
        List<String> before = database.query("SELECT c::text FROM content c ORDER BY id");

        run(Content.mover());

        assertThat(database.query("SELECT c::text FROM content_archive c ORDER BY id"))
                .isEqualTo(before);
    }

    @Test
    void commits_batch_by_batch_oldest_first() {
        Content.addOld(database, 25);
        List<String> inArchive = new ArrayList<>();

        ArchiveReport report = run(Content.mover()
                .batchSize(10)
                .listener(progress ->
                        inArchive.add(database.one("SELECT count(*) || ' up to ' || max(id) FROM content_archive"))));

        assertThat(inArchive).containsExactly("10 up to 10", "20 up to 20", "25 up to 25");
        assertThat(report.batches()).isEqualTo(3);
    }

    @Test
    void moves_oldest_first_without_an_index_too() {
        Content.addOld(database, 25);
        database.execute(
                "DROP INDEX content_created_at_idx",
                "UPDATE content SET created_at = timestamptz '2024-02-01' - id * interval '1 hour'");

        run(Content.mover().maxRows(10));

        assertThat(ids("content_archive")).containsExactly("16", "17", "18", "19", "20", "21", "22", "23", "24", "25");
    }

    @Test
    void takes_the_clock_of_the_database_once() {
        Content.add(database, "published", "now() - interval '7 months'");
        Instant before = Instant.parse(database.one("SELECT to_json(now() AT TIME ZONE 'UTC') #>> '{}'") + "Z");

        ArchiveReport report = ArchiveMover.of(Content.archive().build()).run(database.dataSource());

        assertThat(report.moved()).isEqualTo(1);
        assertThat(report.cutOff())
                .isBetween(
                        CutOff.before(before, Period.ofMonths(6)),
                        CutOff.before(before.plusSeconds(60), Period.ofMonths(6)));
    }

    @Test
    void a_second_run_finds_nothing() {
        Content.addOld(database, 3);
        run(Content.mover());

        ArchiveReport report = run(Content.mover());

        assertThat(report.moved()).isZero();
        assertThat(report.ending()).isEqualTo(Ending.DONE);
    }

    @Test
    void ends_at_the_row_limit() {
        Content.addOld(database, 25);

        ArchiveReport report = run(Content.mover().batchSize(10).maxRows(15));

        assertThat(report.ending()).isEqualTo(Ending.ROW_LIMIT);
        assertThat(report.moved()).isEqualTo(15);
        assertThat(ids("content")).hasSize(10);
    }

    @Test
    void ends_at_the_time_limit() {
        Content.addOld(database, 25);
        AtomicLong nanos = new AtomicLong();

        ArchiveReport report = run(Content.mover()
                .batchSize(10)
                .maxDuration(Duration.ofSeconds(10))
                .ticker(nanos::get)
                .listener(progress -> nanos.addAndGet(Duration.ofSeconds(10).toNanos())));

        assertThat(report.ending()).isEqualTo(Ending.TIME_LIMIT);
        assertThat(report.moved()).isEqualTo(10);
        assertThat(report.elapsed()).isEqualTo(Duration.ofSeconds(10));
        assertThat(report.rowsPerSecond()).isEqualTo(1);
    }

    @Test
    void passes_over_locked_rows_and_says_how_many() throws SQLException {
        Content.addOld(database, 25);

        ArchiveReport report;
        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("UPDATE content SET body = 'busy' WHERE id IN (3, 20)");
            report = run(Content.mover().batchSize(10));
            other.commit();
        }

        assertThat(report.ending()).isEqualTo(Ending.ROWS_LEFT);
        assertThat(report.moved()).isEqualTo(23);
        assertThat(report.remaining()).isEqualTo(2);
        assertThat(run(Content.mover()).moved()).isEqualTo(2);
    }

    @Test
    void meets_rows_again_that_were_locked_at_first() throws SQLException {
        Content.addOld(database, 25);

        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("UPDATE content SET body = 'busy' WHERE id = 3");
            ArchiveReport report = run(Content.mover().batchSize(10).listener(onFirst(() -> commit(other))));

            assertThat(report.ending()).isEqualTo(Ending.DONE);
            assertThat(report.moved()).isEqualTo(25);
        }
    }

    @Test
    void takes_rows_that_become_old_enough_behind_it() {
        Content.addOld(database, 25);

        ArchiveReport report = run(Content.mover()
                .batchSize(10)
                .listener(onFirst(() -> Content.add(database, "published", "'1999-12-31'"))));

        assertThat(report.moved()).isEqualTo(26);
    }

    @Test
    void leaves_a_row_that_stops_being_eligible_while_the_run_goes_on() {
        Content.addOld(database, 25);

        ArchiveReport report = run(Content.mover()
                .batchSize(10)
                .listener(onFirst(() -> database.execute(
                        "UPDATE content SET status = 'draft' WHERE id = 15",
                        "UPDATE content SET created_at = now() WHERE id = 25"))));

        assertThat(report.moved()).isEqualTo(23);
        assertThat(ids("content")).containsExactly("15", "25");
    }

    @Test
    void one_mover_of_an_archive_at_a_time() {
        Content.addOld(database, 25);
        List<ArchiveReport> seconds = new ArrayList<>();

        ArchiveReport first =
                run(Content.mover().batchSize(10).listener(progress -> seconds.add(run(Content.mover()))));

        assertThat(first.moved()).isEqualTo(25);
        assertThat(seconds).hasSize(3).allSatisfy(second -> {
            assertThat(second.ending()).isEqualTo(Ending.ALREADY_RUNNING);
            assertThat(second.moved()).isZero();
        });
    }

    @Test
    void the_lock_is_free_after_a_listener_threw() {
        Content.addOld(database, 25);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(Content.mover().batchSize(10).listener(progress -> {
                    throw new IllegalArgumentException("no");
                })));

        assertThat(run(Content.mover()).moved()).isEqualTo(15);
    }

    @Test
    void tells_how_far_it_is() {
        Content.addOld(database, 1000);
        database.execute("ANALYZE content");
        List<ArchiveProgress> heard = new ArrayList<>();
        AtomicLong nanos = new AtomicLong();

        run(Content.mover().batchSize(400).listener(heard::add).ticker(() -> nanos.addAndGet(1_000_000)));

        assertThat(heard).extracting(ArchiveProgress::moved).containsExactly(400L, 800L, 1000L);
        assertThat(heard.get(0).estimatedRest()).isBetween(500L, 700L);
        assertThat(heard.get(2).estimatedRest()).isBetween(0L, 100L);
        assertThat(heard.get(0).rowsPerSecond()).isGreaterThan(1000);
    }

    @Test
    void an_interrupt_ends_it_between_two_batches() {
        Content.addOld(database, 25);

        ArchiveReport report = run(Content.mover()
                .batchSize(10)
                .listener(progress -> Thread.currentThread().interrupt()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(report.moved()).isEqualTo(10);
        assertThat(run(Content.mover()).moved()).isEqualTo(15);
    }

    @Test
    void begins_each_batch_where_the_one_before_ended_and_once_more_at_the_beginning() {
        Content.addOld(database, 25);
        database.execute("UPDATE content SET created_at = '2020-01-01' WHERE id <= 20");
        List<Long> moved = new ArrayList<>();

        ArchiveReport report = run(Content.mover().batchSize(10).listener(progress -> {
            moved.add(progress.moved());
            if (progress.batches() == 2) {
                Content.add(database, "published", "'2019-01-01'");
            }
        }));

        assertThat(moved).containsExactly(10L, 20L, 25L, 26L);
        assertThat(report.ending()).isEqualTo(Ending.DONE);
    }

    @Test
    void pauses_between_two_batches() {
        Content.addOld(database, 25);
        List<Duration> pauses = new ArrayList<>();

        run(Content.mover().batchSize(10).pause(Duration.ofMillis(70)).clock(pauses::add));

        assertThat(pauses).hasSize(3).containsOnly(Duration.ofMillis(70));
    }

    @Test
    void a_slow_batch_halves_the_next() {
        Content.addOld(database, 35);
        AtomicLong nanos = new AtomicLong();
        List<Long> moved = new ArrayList<>();

        run(Content.mover()
                .batchSize(20)
                .maxBatchTime(Duration.ofMillis(1))
                .listener(progress -> moved.add(progress.moved()))
                .ticker(() -> nanos.addAndGet(2_000_000)));

        assertThat(moved).startsWith(20L, 30L, 35L);
    }

    @Test
    void tries_again_after_a_lock_timeout() throws SQLException {
        Content.addOld(database, 25);

        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            List<Duration> pauses = new ArrayList<>();
            ArchiveReport report = run(Content.mover()
                    .batchSize(10)
                    .lockTimeout(Duration.ofMillis(20))
                    .listener(onFirst(() -> lockTable(other)))
                    .clock(pause -> {
                        pauses.add(pause);
                        if (pauses.size() == 3) {
                            commit(other);
                        }
                    }));

            assertThat(report.moved()).isEqualTo(25);
            assertThat(pauses.get(1)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
            assertThat(pauses.get(2)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        }
    }

    @Test
    void gives_up_after_its_tries_and_says_what_is_moved() throws SQLException {
        Content.addOld(database, 25);

        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            ArchiveMover.Builder mover = Content.mover()
                    .batchSize(10)
                    .tries(3)
                    .lockTimeout(Duration.ofMillis(20))
                    .clock(pause -> {})
                    .listener(onFirst(() -> lockTable(other)));

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> run(mover))
                    .withMessage("archive move of public.content ended after 10 rows: canceling statement due to lock"
                            + " timeout")
                    .satisfies(failure -> assertThat(failure.sqlState()).contains("55P03"));
        }
        assertThat(run(Content.mover()).moved()).isEqualTo(15);
    }

    @Test
    void gives_the_session_back_as_it_came() throws SQLException {
        Content.addOld(database, 3);
        try (Connection pooled = database.dataSource().getConnection()) {
            Content.mover().build().run(Lending.of(pooled));

            for (String parameter : List.of("lock_timeout", "statement_timeout", "enable_sort", "row_security")) {
                try (var result = pooled.createStatement()
                        .executeQuery("SELECT setting = boot_val FROM pg_settings WHERE name = '" + parameter + "'")) {
                    result.next();
                    assertThat(result.getBoolean(1)).as(parameter).isTrue();
                }
            }
            assertThat(database.one("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void sets_nothing_in_the_session_but_its_search_path() throws SQLException {
        Content.addOld(database, 25);
        List<String> set = new ArrayList<>();
        try (Connection pooled = database.dataSource().getConnection();
                var statement = pooled.createStatement()) {
            Content.mover()
                    .batchSize(10)
                    .listener(progress -> {
                        try (var row = statement.executeQuery("SELECT name FROM pg_catalog.pg_settings WHERE source ="
                                + " 'session' AND name <> 'application_name' AND setting IS DISTINCT FROM reset_val")) {
                            while (row.next()) {
                                set.add(row.getString(1));
                            }
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .build()
                    .run(Lending.of(pooled));
        }
        assertThat(set).hasSize(3).containsOnly("search_path");
    }

    @Test
    void moves_the_same_under_another_search_path() {
        Content.addOld(database, 3);
        database.execute(
                "CREATE SCHEMA other",
                "CREATE TABLE other.content (LIKE content)",
                "CREATE TABLE other.content_archive (LIKE content)",
                "ALTER DATABASE " + database.name() + " SET search_path = other");

        assertThat(run(Content.mover()).moved()).isEqualTo(3);

        assertThat(ids("public.content_archive")).hasSize(3);
    }

    @Test
    void each_batch_has_the_settings_that_it_needs_whatever_the_database_has() {
        Content.addOld(database, 25);
        database.execute(
                "ALTER DATABASE " + database.name() + " SET default_transaction_isolation = serializable",
                "ALTER TABLE content_archive ADD settings text DEFAULT concat_ws(' ',"
                        + " current_setting('transaction_isolation'), current_setting('row_security'),"
                        + " current_setting('lock_timeout'), current_setting('statement_timeout'))");

        run(Content.mover().batchSize(10).lockTimeout(Duration.ofSeconds(7)).statementTimeout(Duration.ofSeconds(8)));

        assertThat(database.query("SELECT settings FROM content_archive"))
                .hasSize(25)
                .containsOnly("read committed off 7s 8s");
    }

    @Test
    void the_next_run_goes_on_where_a_bound_ended_the_one_before() {
        Content.addOld(database, 35);
        List<Long> moved = new ArrayList<>();
        List<Ending> endings = new ArrayList<>();

        for (int i = 0; i < 4; i++) {
            ArchiveReport report = run(Content.mover().batchSize(10).maxRows(15));
            moved.add(report.moved());
            endings.add(report.ending());
        }

        assertThat(moved).containsExactly(15L, 15L, 5L, 0L);
        assertThat(endings).containsExactly(Ending.ROW_LIMIT, Ending.ROW_LIMIT, Ending.DONE, Ending.DONE);
        assertThat(ids("content_archive")).hasSize(35).doesNotHaveDuplicates();
    }

    @Test
    void says_that_no_vacuum_followed_if_the_role_may_not() {
        Content.addOld(database, 25);
        String role = "mover_of_" + database.name();
        database.execute(
                "CREATE ROLE " + role + " LOGIN",
                "GRANT SELECT, UPDATE, DELETE ON content TO " + role,
                "GRANT INSERT ON content_archive TO " + role);

        ArchiveReport report = Content.mover().vacuumAfter().build().run(database.dataSource(role));

        assertThat(report.moved()).isEqualTo(25);
        assertThat(report.vacuumed()).isFalse();
        assertThat(database.one("SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = 'content'"))
                .isEqualTo("0");
    }

    @Test
    void refuses_a_connection_that_changes_between_sessions() throws SQLException {
        Content.addOld(database, 3);
        try (Connection one = database.dataSource().getConnection();
                Connection two = database.dataSource().getConnection()) {

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> Content.mover().build().run(Lending.inTurn(one, two)))
                    .withMessageContaining("as through a pooler in transaction mode");
        }
        assertThat(ids("content")).hasSize(3);
    }

    @Test
    void a_column_that_is_added_meanwhile_is_not_lost() {
        Content.addOld(database, 25);
        ArchiveMover.Builder mover = Content.mover()
                .batchSize(10)
                .listener(onFirst(() -> database.execute("ALTER TABLE content ADD COLUMN extra text DEFAULT 'kept'")));

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> run(mover))
                .withMessageEndingWith(
                        "the columns of the source changed meanwhile, from id, status, created_at, body to"
                                + " id, status, created_at, body, extra");

        assertThat(database.one("SELECT count(*) FROM content WHERE extra = 'kept'"))
                .isEqualTo("15");
    }

    @Test
    void a_trigger_of_the_target_that_drops_rows_loses_none() {
        Content.addOld(database, 25);
        database.execute(
                "CREATE FUNCTION drop_some() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RETURN CASE WHEN NEW.id = 15 THEN NULL ELSE NEW END; END'",
                "CREATE TRIGGER drop_some BEFORE INSERT ON content_archive FOR EACH ROW EXECUTE FUNCTION drop_some()");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> run(Content.mover().batchSize(10).allowTrigger("drop_some")))
                .withMessageEndingWith("10 rows left the source and 9 arrived: a trigger of the target drops rows");

        assertThat(ids("content")).hasSize(15).contains("15");
        assertThat(ids("content_archive")).hasSize(10);
    }

    @Test
    void vacuums_afterwards_if_asked_to() {
        Content.addOld(database, 25);

        assertThat(run(Content.mover().maxRows(5)).vacuumed()).isFalse();
        assertThat(run(Content.mover().vacuumAfter()).vacuumed()).isTrue();

        assertThat(database.one("SELECT pg_relation_size('content')")).isEqualTo("0");
    }

    @Test
    void reads_a_timestamp_as_utc() {
        database.execute("ALTER TABLE content ALTER created_at TYPE timestamp USING created_at AT TIME ZONE 'UTC'");
        database.execute("ALTER TABLE content_archive ALTER created_at TYPE timestamp");
        Content.add(database, "published", "'2024-02-29 09:59:59.999999'");
        Content.add(database, "published", "'2024-02-29 10:00:00'");

        run(Content.mover());

        assertThat(ids("content_archive")).containsExactly("1");
    }

    @Test
    void a_date_is_old_when_its_day_is_over() {
        database.execute("ALTER TABLE content ALTER created_at TYPE date");
        database.execute("ALTER TABLE content_archive ALTER created_at TYPE date");
        Content.add(database, "published", "'2024-02-28'");
        Content.add(database, "published", "'2024-02-29'");

        run(Content.mover());

        assertThat(ids("content_archive")).containsExactly("1");
    }

    @Test
    void moves_rows_with_times_before_all_others() {
        Content.add(database, "published", "'-infinity'");
        Content.add(database, "published", "'0044-03-15 BC'");
        Content.add(database, "published", "'infinity'");

        assertThat(run(Content.mover().batchSize(1)).moved()).isEqualTo(2);

        assertThat(ids("content")).containsExactly("3");
    }

    @Test
    void names_may_be_anything() {
        database.execute(
                "CREATE SCHEMA \"My \"\"App\"",
                "CREATE TABLE \"My \"\"App\".\"a.b?\" (\"The Time?\" timestamptz, \"order\" int, tags jsonb)",
                "CREATE TABLE \"My \"\"App\".old (tags jsonb, \"order\" int, \"The Time?\" timestamptz)",
                "INSERT INTO \"My \"\"App\".\"a.b?\" VALUES ('2020-01-01', 1, '{\"a\": 1}'), ('2020-01-01', 2, '{}')");
        Archive archive = Archive.of("\"My \"\"App\".\"a.b?\"")
                .into("\"My \"\"App\".old")
                .by("The Time?")
                .olderThan(Period.ofDays(1))
                .where("tags ? 'a'")
                .build();

        assertThat(run(Content.mover(archive)).moved()).isEqualTo(1);

        assertThat(database.one("SELECT \"order\" FROM \"My \"\"App\".old")).isEqualTo("1");
    }

    @Test
    void waits_for_a_replica_that_is_behind() throws SQLException {
        Content.addOld(database, 25);
        try (Connection walReceiver = replicationConnection();
                PGReplicationStream replica = replicaAtTheEnd(walReceiver)) {
            List<Duration> pauses = new ArrayList<>();
            ArchiveReport report = run(Content.mover()
                    .batchSize(10)
                    .maxReplicationLag(1_000_000)
                    .listener(onFirst(() -> fallBehind(replica)))
                    .clock(pause -> {
                        pauses.add(pause);
                        if (pauses.size() == 4) {
                            confirm(replica, end());
                        }
                        Pause.REAL.last(pause);
                    }));

            assertThat(report.ending()).isEqualTo(Ending.DONE);
            assertThat(pauses).filteredOn(Duration.ofMillis(200)::equals).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void ends_if_a_replica_stays_behind() throws SQLException {
        Content.addOld(database, 25);
        AtomicLong nanos = new AtomicLong();
        try (Connection walReceiver = replicationConnection();
                PGReplicationStream replica = replicaAtTheEnd(walReceiver)) {
            fallBehind(replica);

            ArchiveReport report = run(Content.mover()
                    .maxReplicationLag(1_000_000)
                    .ticker(nanos::get)
                    .clock(pause -> nanos.addAndGet(Duration.ofMinutes(30).toNanos())));

            assertThat(report.ending()).isEqualTo(Ending.REPLICA_BEHIND);
            assertThat(report.moved()).isZero();
        }
    }

    private Connection replicationConnection() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("replication", "true");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "14");
        return new Driver().connect(database.url(), properties);
    }

    private PGReplicationStream replicaAtTheEnd(Connection connection) throws SQLException {
        LogSequenceNumber end = end();
        PGReplicationStream stream = connection
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .physical()
                .withStartPosition(end)
                .start();
        confirm(stream, end);
        return stream;
    }

    private LogSequenceNumber end() {
        return LogSequenceNumber.valueOf(database.one("SELECT pg_current_wal_lsn()"));
    }

    /** A replica that says it is where it was, while the log grows by four megabytes. */
    private void fallBehind(PGReplicationStream replica) {
        LogSequenceNumber here = end();
        database.execute(
                "CREATE TABLE log (t text)",
                "INSERT INTO log SELECT repeat(md5(i::text), 100)" + " FROM generate_series(1, 20000) i");
        confirm(replica, here);
    }

    private static void confirm(PGReplicationStream replica, LogSequenceNumber here) {
        try {
            replica.setFlushedLSN(here);
            replica.setAppliedLSN(here);
            replica.forceUpdateStatus();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ArchiveReport run(ArchiveMover.Builder mover) {
        return mover.build().run(database.dataSource());
    }

    private List<String> ids(String table) {
        return database.query("SELECT id FROM " + table + " ORDER BY id");
    }

    private static Consumer<ArchiveProgress> onFirst(Runnable action) {
        return progress -> {
            if (progress.batches() == 1) {
                action.run();
            }
        };
    }

    private static void lockTable(Connection other) {
        try {
            other.createStatement().execute("LOCK TABLE content IN SHARE MODE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void commit(Connection other) {
        try {
            other.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
