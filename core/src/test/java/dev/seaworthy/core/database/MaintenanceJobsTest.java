package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.database.maintenance.Maintenance;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.PostgresServer;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;

/** Maintenance from the JVM, where there is no pg_cron. */
class MaintenanceJobsTest extends DatabaseTest {
    MaintenanceJobsTest(PostgresServer server) {
        super(server);
    }

    @Test
    void a_vacuum_is_done_and_one_that_is_skipped_is_a_failure() throws Exception {
        String role = "plain_" + database.name();
        database.execute("CREATE TABLE mine (id int)", "CREATE ROLE " + role + " LOGIN");
        DatabaseSetup setup = DatabaseSetup.builder()
                .maintenance(Maintenance.vacuumAnalyze("daily-vacuum", "0 2 * * *", "mine"))
                .build();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() ->
                        setup.jobs(database.dataSource(role)).get(0).work().run())
                .withMessageStartingWith("maintenance daily-vacuum failed: ")
                .withMessageContaining("mine");
        setup.jobs(database.dataSource()).get(0).work().run();

        Condition.await(
                "the statistics",
                () -> database.one("SELECT last_vacuum IS NOT NULL FROM pg_stat_user_tables WHERE relname = 'mine'")
                        .equals("t"));
        database.execute("DROP ROLE " + role);
    }

    @Test
    void a_reindex_drops_what_an_earlier_one_has_left_of_partitions_too() throws Exception {
        database.execute(
                "CREATE TABLE part (id int, at date NOT NULL) PARTITION BY RANGE (at)",
                "CREATE TABLE part_a PARTITION OF part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                "CREATE INDEX idx ON part (id)",
                "CREATE INDEX part_a_id_idx_ccnew ON part_a (id)",
                "CREATE INDEX mine_ccnew ON part_a (id)",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid::regclass::text LIKE '%_ccnew'");
        DatabaseSetup setup = DatabaseSetup.builder()
                .maintenance(Maintenance.reindex("weekly-reindex", "0 3 * * 0", "part"))
                .build();

        setup.jobs(database.dataSource()).get(0).work().run();

        assertThat(database.query("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"))
                .containsExactly("mine_ccnew");
    }

    @Test
    void partitions_are_kept_though_another_declaration_no_longer_fits() throws Exception {
        database.execute(
                "CREATE TABLE log (id int, at date NOT NULL) PARTITION BY RANGE (at)",
                "CREATE TABLE log_old PARTITION OF log FOR VALUES FROM ('2020-01-01') TO ('2020-04-01')");
        DatabaseSetup setup = DatabaseSetup.builder()
                .index(Index.named("idx").on("table_that_is_gone").columns("id").build())
                .partitions(TimePartitions.of("log")
                        .by("at")
                        .every(CalendarInterval.QUARTER)
                        .startingAt(LocalDate.of(2026, 1, 1))
                        .ahead(1)
                        .detachAfter(Period.ofYears(1))
                        .build())
                .maintenance(Maintenance.partitions("daily-partitions", "30 1 * * *", "detach partition public.log_*"))
                .build();

        setup.jobs(database.dataSource()).get(0).work().run();

        assertThat(database.query("SELECT inhrelid::regclass FROM pg_inherits ORDER BY 1"))
                .contains("log_2026_q4")
                .doesNotContain("log_old");
    }
}
