package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.plan.Runway;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionRetentionTest extends DatabaseTest {
    private static final Instant NOW = Instant.parse("2024-08-15T12:00:00Z");

    PartitionRetentionTest(PostgresServer server) {
        super(server);
    }

    @BeforeEach
    void createTable() {
        database.execute("CREATE TABLE log (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at)");
        converge(setup(months().startingAt(LocalDate.of(2024, 5, 1))));
        database.execute("INSERT INTO log VALUES (5, '2024-05-10'), (6, '2024-06-10'), (8, '2024-08-10')");
    }

    @Test
    void what_ended_long_ago_is_detached_when_that_is_allowed_and_keeps_its_rows() {
        DatabaseSetup setup =
                setup(months().startingAt(LocalDate.of(2024, 1, 1)).detachAfter(Period.ofMonths(2)));

        assertThat(plan(setup).refused())
                .extracting(Change::toString)
                .containsExactly(
                        "detach partition public.log_2024_05: it ended longer ago than P2M (DANGEROUS: its rows"
                                + " are no longer among those of public.log, and stay in it)");
        converge(setup, "detach partition public.log_*");

        assertThat(database.query("SELECT id FROM log ORDER BY 1")).containsExactly("6", "8");
        assertThat(database.query("SELECT id FROM log_2024_05")).containsExactly("5");
        assertThat(plan(setup).changes()).isEmpty();
    }

    @Test
    void an_end_that_is_just_as_old_is_too_old() {
        TimePartitions.Builder june = months().detachAfter(Period.ofDays(45));

        assertThat(changes(at("2024-08-14T23:59:59Z", june))).containsExactly("detach partition public.log_2024_05");
        assertThat(changes(at("2024-08-15T00:00:00Z", june)))
                .containsExactly("detach partition public.log_2024_05", "detach partition public.log_2024_06");
    }

    @Test
    void what_ended_long_ago_is_dropped_when_that_is_allowed() {
        DatabaseSetup setup = setup(months().dropAfter(Period.ofMonths(2)));

        assertThat(plan(setup).refused().get(0).toString())
                .isEqualTo(
                        "drop partition public.log_2024_05: it ended longer ago than P2M (DANGEROUS: its rows are gone"
                                + " for good)");
        converge(setup, "drop partition *");

        assertThat(database.query("SELECT 1 FROM pg_class WHERE relname = 'log_2024_05'"))
                .isEmpty();
    }

    @Test
    void each_step_of_a_drop_says_its_lock() {
        DatabaseSetup setup = setup(months().dropAfter(Period.ofMonths(2)));
        DatabasePlan plan = plan(setup).allow("*");

        assertThat(plan.changes().get(0).steps())
                .extracting(step -> step.lockLine())
                .containsExactly(
                        "locks public.log_2024_05: SHARE UPDATE EXCLUSIVE; reads and writes go on",
                        "locks public.log (and at its end for a moment public.log_2024_05: ACCESS EXCLUSIVE): SHARE UPDATE"
                                + " EXCLUSIVE; reads and writes go on",
                        "locks public.log_2024_05: ACCESS EXCLUSIVE; reads and writes wait for a moment");
    }

    @Test
    void a_detaching_that_was_cut_off_is_finished_without_leave() throws SQLException {
        leaveHalfDetached();
        DatabaseSetup setup =
                setup(months().startingAt(LocalDate.of(2024, 5, 1)).detachAfter(Period.ofMonths(2)));

        assertThat(changes(setup)).containsExactly("finish detaching partition public.log_2024_05");
        converge(setup);

        assertThat(database.query("SELECT id FROM log ORDER BY 1")).containsExactly("6", "8");
        assertThat(database.query("SELECT id FROM log_2024_05")).containsExactly("5");
    }

    @Test
    void a_dropping_that_was_cut_off_while_it_detached_goes_on() throws SQLException {
        DatabaseSetup setup = setup(months().dropAfter(Period.ofMonths(2)));
        database.execute(mark(setup));
        leaveHalfDetached();

        assertThat(changes(setup))
                .containsExactly("finish detaching partition public.log_2024_05", "drop partition public.log_2024_05");
        converge(setup, "drop partition *");

        assertThat(database.query("SELECT 1 FROM pg_class WHERE relname = 'log_2024_05'"))
                .isEmpty();
    }

    @Test
    void a_dropping_that_was_cut_off_before_it_dropped_goes_on_with_the_same_leave() {
        DatabaseSetup setup = setup(months().dropAfter(Period.ofMonths(2)));
        database.execute(mark(setup), "ALTER TABLE log DETACH PARTITION log_2024_05");

        assertThat(plan(setup).refused()).extracting(Change::name).containsExactly("drop partition public.log_2024_05");
        assertThat(plan(setup).changes().get(0).steps()).hasSize(1);
        converge(setup, "drop partition *");

        assertThat(database.query("SELECT 1 FROM pg_class WHERE relname = 'log_2024_05'"))
                .isEmpty();
    }

    @Test
    void a_detached_table_that_was_renamed_or_bears_no_mark_is_kept() {
        DatabaseSetup setup = setup(months().dropAfter(Period.ofMonths(1)));
        database.execute(
                mark(setup),
                "ALTER TABLE log DETACH PARTITION log_2024_05",
                "ALTER TABLE log_2024_05 RENAME TO kept",
                "ALTER TABLE log DETACH PARTITION log_2024_06");

        assertThat(changes(setup)).isEmpty();
    }

    @Test
    void a_mark_alone_drops_nothing_without_leave() {
        DatabaseSetup setup = setup(months().dropAfter(Period.ofMonths(2)));
        database.execute(mark(setup));

        DatabasePlan plan = plan(setup);

        assertThat(plan.withoutRefused().changes()).isEmpty();
        assertThat(plan.changes().get(0).steps()).hasSize(2);
    }

    @Test
    void a_mark_is_taken_back_when_the_partition_is_to_stay() {
        database.execute("COMMENT ON TABLE log_2024_05 IS 'of May'");
        database.execute(mark(setup(months().dropAfter(Period.ofMonths(2)))));
        assertThat(comment()).startsWith("Seaworthy drops public.log_2024_05").endsWith("\nof May");

        for (TimePartitions.Builder kept :
                List.of(months(), months().dropAfter(Period.ofYears(5)), months().detachAfter(Period.ofYears(5)))) {
            assertThat(changes(setup(kept))).containsExactly("keep table public.log_2024_05");
        }
        converge(setup(months()));

        assertThat(comment()).isEqualTo("of May");
    }

    @Test
    void a_partition_whose_mark_is_old_and_that_shall_be_detached_now_is_not_dropped_later() {
        database.execute(mark(setup(months().dropAfter(Period.ofMonths(2)))));

        converge(setup(months().detachAfter(Period.ofMonths(2))), "detach *");

        assertThat(changes(setup(months().dropAfter(Period.ofMonths(2))))).isEmpty();
    }

    @Test
    void a_mark_of_one_partition_spares_no_other_its_own() {
        DatabaseSetup setup = setup(months().dropAfter(Period.ofMonths(1)));
        database.execute(mark(setup));

        assertThat(plan(setup).changes())
                .extracting(change -> change.name() + " in " + change.steps().size())
                .containsExactly("drop partition public.log_2024_05 in 2", "drop partition public.log_2024_06 in 3");
    }

    @Test
    void a_partition_that_is_not_old_is_kept_whatever_its_mark_says() {
        database.execute("COMMENT ON TABLE log_2024_08 IS 'Seaworthy drops public.log_2024_08, whose rows end at"
                + " 2024-01-01T00:00, detached from public.log'");

        assertThat(changes(setup(months().dropAfter(Period.ofMonths(2)))))
                .containsExactly("drop partition public.log_2024_05");
    }

    @Test
    void a_marked_table_that_was_attached_to_another_is_kept() {
        DatabaseSetup setup = setup(months().dropAfter(Period.ofMonths(2)));
        database.execute(
                mark(setup),
                "ALTER TABLE log DETACH PARTITION log_2024_05",
                "CREATE TABLE log_old (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at)",
                "ALTER TABLE log_old ATTACH PARTITION log_2024_05 FOR VALUES FROM ('2024-05-01 00:00+00') TO ('2024-06-01"
                        + " 00:00+00')");

        assertThat(changes(setup)).containsExactly("keep table public.log_2024_05");
        converge(setup, "drop partition public.log_*");
        database.execute("ALTER TABLE log_old DETACH PARTITION log_2024_05");

        assertThat(changes(setup)).isEmpty();
        assertThat(database.query("SELECT id FROM log_2024_05")).containsExactly("5");
    }

    @Test
    void a_marked_table_that_was_detached_by_hand_and_is_not_too_old_any_more_is_kept() {
        database.execute(
                mark(setup(months().dropAfter(Period.ofMonths(2)))), "ALTER TABLE log DETACH PARTITION log_2024_05");
        DatabaseSetup raised = setup(months().dropAfter(Period.ofYears(5)));

        assertThat(changes(raised)).containsExactly("keep table public.log_2024_05");
        converge(raised, "drop partition *");

        assertThat(database.query("SELECT id FROM log_2024_05")).containsExactly("5");
    }

    @Test
    void a_detaching_that_got_no_lock_is_finished_by_the_next_attempt() throws SQLException {
        Step detach = plan(setup(months().detachAfter(Period.ofMonths(2))))
                .changes()
                .get(0)
                .steps()
                .get(0);
        leaveHalfDetached();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> database.execute(detach.statements().get(0)));
        database.execute(detach.resume().orElseThrow());

        assertThat(database.query("SELECT id FROM log ORDER BY 1")).containsExactly("6", "8");
    }

    @Test
    void the_tables_that_it_refers_to_are_told_with_their_locks() {
        database.execute(
                "CREATE TABLE users (id bigint PRIMARY KEY)",
                "INSERT INTO users VALUES (5), (6), (8)",
                "ALTER TABLE log ADD FOREIGN KEY (id) REFERENCES users");
        Change drop =
                plan(setup(months().dropAfter(Period.ofMonths(2)))).changes().get(0);

        assertThat(drop.steps().get(1).on())
                .isEqualTo(
                        "public.log (and at its end for a moment public.log_2024_05: ACCESS EXCLUSIVE, and public.users"
                                + " to which it refers: SHARE ROW EXCLUSIVE)");
        assertThat(drop.steps().get(2).lockLine())
                .isEqualTo("locks public.log_2024_05, and public.users to which it refers: ACCESS EXCLUSIVE; reads and"
                        + " writes wait for a moment");
        database.execute("CREATE TABLE rest PARTITION OF log DEFAULT");
        assertThat(plan(setup(months().dropAfter(Period.ofMonths(2))))
                        .changes()
                        .get(0)
                        .steps()
                        .get(1)
                        .on())
                .isEqualTo(
                        "public.log and its DEFAULT partition, and public.users to which it refers: SHARE ROW EXCLUSIVE");
        converge(setup(months().dropAfter(Period.ofMonths(2))), "drop *");
    }

    private String comment() {
        return database.one("SELECT obj_description('log_2024_05'::regclass, 'pg_class')");
    }

    @Test
    void beside_a_default_partition_it_is_detached_for_a_moment_of_waiting() {
        database.execute("CREATE TABLE rest PARTITION OF log DEFAULT");
        DatabaseSetup setup = setup(months().detachAfter(Period.ofMonths(2)));

        assertThat(plan(setup).changes().get(0).steps().get(0).lockLine())
                .isEqualTo("locks public.log and its DEFAULT partition: ACCESS EXCLUSIVE; reads and writes wait for a"
                        + " moment");
        converge(setup, "detach *");
    }

    @Test
    void a_table_that_others_refer_to_keeps_its_partitions() {
        database.execute(
                "ALTER TABLE log ADD PRIMARY KEY (id, at)",
                "CREATE TABLE note (log_id bigint, at timestamptz, CONSTRAINT of_log FOREIGN KEY (log_id, at) REFERENCES"
                        + " log)");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(setup(months().detachAfter(Period.ofYears(1)))))
                .withMessage("the declaration does not fit the database: partitions of public.log can't be detached or"
                        + " dropped: the foreign key of public.note (of_log) refers to public.log; drop it, or declare no"
                        + " retention");
    }

    @Test
    void the_runway_ends_where_the_first_gap_begins() {
        assertThat(runway(NOW)).isEqualTo(new Runway(name(), Instant.parse("2024-10-01T00:00:00Z"), 1));
        assertThat(runway(Instant.parse("2024-09-30T23:59:59Z")))
                .hasToString("partitions of public.log end at 2024-10-01T00:00:00Z: 0 intervals ahead")
                .matches(Runway::isShort);
        assertThat(runway(Instant.parse("2024-10-01T00:00:00Z")))
                .hasToString("partitions of public.log: there is none for now")
                .matches(Runway::isShort);
        database.execute("CREATE TABLE later PARTITION OF log FOR VALUES FROM ('2024-11-01 00:00+00') TO (MAXVALUE)");
        assertThat(runway(NOW).ahead()).isEqualTo(1);
        database.execute(
                "CREATE TABLE gap PARTITION OF log FOR VALUES FROM ('2024-10-01 00:00+00') TO ('2024-11-01 00:00+00')");
        assertThat(runway(NOW).end()).isEqualTo(Instant.MAX);
        assertThat(runway(NOW).isShort()).isFalse();
    }

    @Test
    void a_short_runway_is_told_by_the_plan() {
        assertThat(plan(at("2024-09-15T00:00:00Z", months())).notes())
                .containsExactly("partitions of public.log end at 2024-10-01T00:00:00Z: 0 intervals ahead");
        assertThat(plan(setup(months())).notes()).isEmpty();
    }

    @Test
    void a_table_without_partitions_yet_has_no_runway() {
        database.execute("CREATE TABLE plain (at date)");
        DatabaseSetup setup = DatabaseSetup.builder()
                .partitions(TimePartitions.of("plain")
                        .by("at")
                        .every(CalendarInterval.DAY)
                        .build())
                .partitions(TimePartitions.of("absent")
                        .by("at")
                        .every(CalendarInterval.DAY)
                        .build())
                .build();

        assertThat(setup.runway(database.dataSource())).isEmpty();
    }

    private Runway runway(Instant now) {
        List<Runway> all = at(now.toString(), months()).runway(database.dataSource());
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static dev.seaworthy.core.database.postgres.TableName name() {
        return dev.seaworthy.core.database.postgres.TableName.of("log");
    }

    /** The first statement of the one change: the mark of what shall be dropped. */
    private String mark(DatabaseSetup setup) {
        return plan(setup).changes().get(0).steps().get(0).statements().get(0);
    }

    /** As a run leaves it whose session ends while it waits for a reader. */
    private void leaveHalfDetached() throws SQLException {
        try (Connection reader = database.dataSource().getConnection();
                Statement reading = reader.createStatement();
                Connection detacher = database.dataSource().getConnection();
                Statement detaching = detacher.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("SELECT count(*) FROM log");
            detaching.execute("SET lock_timeout = '300ms'");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> detaching.execute("ALTER TABLE log DETACH PARTITION log_2024_05 CONCURRENTLY"));
            reader.rollback();
        }
        assertThat(database.one("SELECT count(*) FROM pg_inherits WHERE inhdetachpending"))
                .isEqualTo("1");
    }

    private static TimePartitions.Builder months() {
        return TimePartitions.of("log").by("at").every(CalendarInterval.MONTH).ahead(1);
    }

    private static DatabaseSetup setup(TimePartitions.Builder partitions) {
        return at(NOW.toString(), partitions);
    }

    private static DatabaseSetup at(String now, TimePartitions.Builder partitions) {
        return DatabaseSetup.builder()
                .clock(() -> Instant.parse(now))
                .partitions(partitions.build())
                .build();
    }
}
