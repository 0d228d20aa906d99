package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.database.archive.Archive;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.testkit.Endurance;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Wherever a run that makes, converts, detaches or drops partitions is cut off, the next one ends what it began. */
class PartitionCrashTest extends DatabaseTest {
    private static final DatabaseSetup EVERYTHING = DatabaseSetup.builder()
            .clock(() -> Instant.parse("2024-07-10T12:00:00Z"))
            .archive(Archive.of("content")
                    .into("content_archive")
                    .by("at")
                    .olderThan(Period.ofMonths(6))
                    .build())
            .partitions(months("content_archive")
                    .startingAt(LocalDate.of(2024, 6, 1))
                    .build())
            .partitions(months("plain").build())
            .partitions(months("dropped").dropAfter(Period.ofMonths(2)).build())
            .partitions(months("detached").detachAfter(Period.ofMonths(2)).build())
            .build();

    PartitionCrashTest(PostgresServer server) {
        super(server);
    }

    @Test
    @Tag("endurance")
    void the_session_is_ended_after_each_statement_in_turn() {
        int moments = 0;
        boolean cutOff = true;
        while (cutOff) {
            moments += Endurance.size(9, 1);
            try (TestDatabase fresh = server.database()) {
                createTables(fresh);
                CutOffDataSource source = new CutOffDataSource(fresh, moments);
                cutOff = isCutOff(EVERYTHING.plan(fresh.dataSource()).allow("*"), source);

                EVERYTHING.apply(EVERYTHING.plan(fresh.dataSource()).allow("*"), fresh.dataSource());

                assertThat(EVERYTHING.plan(fresh.dataSource()).changes())
                        .as("after statement %d", moments)
                        .isEmpty();
                assertThat(leftovers(fresh)).as("after statement %d", moments).isEqualTo("0 0 0 true");
                assertThat(rows(fresh)).as("after statement %d", moments).isEqualTo("100 1 2");
            }
        }
        assertThat(moments).as("the statements at which it was cut off").isGreaterThan(40);
    }

    private static boolean isCutOff(DatabasePlan plan, CutOffDataSource source) {
        try {
            EVERYTHING.apply(plan, source);
            return false;
        } catch (DatabaseException e) {
            assertThat(source.isCutOff())
                    .as("failed by itself: %s", e.getMessage())
                    .isTrue();
            return true;
        }
    }

    private static void createTables(TestDatabase database) {
        database.execute(
                "CREATE TABLE content (id int PRIMARY KEY, at timestamptz NOT NULL)",
                "ALTER TABLE content ENABLE ROW LEVEL SECURITY",
                "CREATE TABLE plain (id int, at timestamptz NOT NULL, PRIMARY KEY (id, at))",
                "INSERT INTO plain SELECT n, '2024-06-01'::timestamptz + n * interval '1 hour' FROM generate_series(1, 100) n");
        for (String table : new String[] {"dropped", "detached"}) {
            database.execute(
                    "CREATE TABLE " + table + " (id int, at timestamptz NOT NULL) PARTITION BY RANGE (at)",
                    "CREATE TABLE " + table + "_old PARTITION OF " + table
                            + " FOR VALUES FROM ('2024-04-01 00:00+00') TO ('2024-05-01 00:00+00')",
                    "CREATE TABLE " + table + "_new PARTITION OF " + table
                            + " FOR VALUES FROM ('2024-05-01 00:00+00') TO ('2024-08-01 00:00+00')",
                    "INSERT INTO " + table + " VALUES (1, '2024-04-10'), (2, '2024-06-10')");
        }
    }

    /** Constraints on the way, half detached partitions, the dropped one, and whether the detached one has its row. */
    private static String leftovers(TestDatabase database) {
        return database.one("""
                SELECT concat_ws(' ', (SELECT count(*) FROM pg_constraint WHERE conname LIKE '%\\_sw%'),
                                      (SELECT count(*) FROM pg_inherits WHERE inhdetachpending),
                                      (SELECT count(*) FROM pg_class WHERE relname = 'dropped_old'),
                                      (SELECT id = 1 FROM detached_old))""").replaceFirst("t$", "true");
    }

    private static String rows(TestDatabase database) {
        return database.one(
                "SELECT concat_ws(' ', (SELECT count(DISTINCT id) FROM plain), (SELECT count(*) FROM dropped),"
                        + " (SELECT id FROM detached))");
    }

    private static TimePartitions.Builder months(String table) {
        return TimePartitions.of(table).by("at").every(CalendarInterval.MONTH).ahead(1);
    }
}
