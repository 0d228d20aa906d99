package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.database.archive.Archive;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.schema.Autovacuum;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.Grant;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.SessionDefaults;
import dev.seaworthy.core.database.schema.Supabase;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestSupabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lock that a plan names is the lock that is taken: nothing stronger, on no table that was there before. */
class LocksTest extends DatabaseTest {
    LocksTest(PostgresServer server) {
        super(server);
    }

    @BeforeEach
    void createTables() {
        TestSupabase.install(database);
        database.execute(
                "CREATE TABLE content (id int PRIMARY KEY, user_id uuid, status text, created_at timestamptz NOT NULL)",
                "INSERT INTO content SELECT i, gen_random_uuid(), 'draft', now() FROM generate_series(1, 100) i",
                "CREATE INDEX idx_status ON content (id)",
                "CREATE TABLE events (id int, at timestamptz NOT NULL)",
                "CREATE TABLE part (id int, user_id uuid, at date NOT NULL) PARTITION BY RANGE (at)",
                "CREATE TABLE part_a PARTITION OF part FOR VALUES FROM ('2024-01-01') TO ('2024-04-01')",
                "CREATE TABLE part_b PARTITION OF part FOR VALUES FROM ('2024-04-01') TO ('2024-07-01')");
    }

    @Test
    void no_step_takes_a_stronger_lock_than_its_plan_says() throws SQLException {
        DatabaseSetup setup = DatabaseSetup.builder()
                .index(Index.named("idx_status").on("content").columns("status").build())
                .index(Index.named("idx_user")
                        .on("content")
                        .columns("user_id")
                        .blocking()
                        .build())
                .index(Index.named("idx_part").on("part").columns("id").build())
                .rowLevelSecurity(Supabase.ownRows("content", "user_id"))
                .rowLevelSecurity(Supabase.ownRows("part", "user_id"))
                .archive(Archive.of("content")
                        .into("content_archive")
                        .by("created_at")
                        .olderThan(Period.ofDays(1))
                        .build())
                .partitions(TimePartitions.of("content_archive")
                        .by("created_at")
                        .every(CalendarInterval.MONTH)
                        .build())
                .partitions(TimePartitions.of("part")
                        .by("at")
                        .every(CalendarInterval.QUARTER)
                        .startingAt(LocalDate.of(2024, 1, 1))
                        .detachAfter(Period.ofDays(900))
                        .build())
                .partitions(TimePartitions.of("events")
                        .by("at")
                        .every(CalendarInterval.MONTH)
                        .build())
                .grant(Grant.onTable("content", "authenticated", Grant.Privilege.SELECT))
                .sessionDefaults(SessionDefaults.ofDatabase()
                        .statementTimeout(Duration.ofMinutes(1))
                        .build())
                .autovacuum(Autovacuum.of("content").vacuumScaleFactor(0.01).build())
                .build();
        int together = 0;

        try (Connection connection = database.dataSource().getConnection()) {
            for (Change change : plan(setup).changes()) {
                for (Step step : change.steps()) {
                    Set<String> before =
                            new HashSet<>(database.query("SELECT oid FROM pg_class WHERE relkind IN ('r', 'p')"));
                    LockMode taken = run(step, connection, before);
                    assertThat(taken).as("%s: %s", change.name(), step).isLessThanOrEqualTo(step.lock());
                    together += step.isAlone() ? 0 : 1;
                }
            }
        }

        assertThat(together).isGreaterThan(15);
        assertThat(plan(setup).changes()).isEmpty();
    }

    private static LockMode run(Step step, Connection connection, Set<String> before) throws SQLException {
        connection.setAutoCommit(step.isAlone());
        LockMode strongest = LockMode.NONE;
        try (Statement statement = connection.createStatement()) {
            for (String sql : step.statements()) {
                statement.execute(sql);
            }
            if (!step.isAlone()) {
                strongest = strongest(statement, before);
                connection.commit();
            }
        }
        return strongest;
    }

    private static LockMode strongest(Statement statement, Set<String> before) throws SQLException {
        LockMode strongest = LockMode.NONE;
        try (ResultSet locks = statement.executeQuery("""
                SELECT l.relation, l.mode FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
                WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation'
                  AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'pg_toast'::regnamespace)""")) {
            while (locks.next()) {
                LockMode mode = mode(locks.getString(2));
                if (before.contains(locks.getString(1)) && mode.compareTo(strongest) > 0) {
                    strongest = mode;
                }
            }
        }
        return strongest;
    }

    /** {@code ShareUpdateExclusiveLock} */
    private static LockMode mode(String name) {
        return Arrays.stream(LockMode.values())
                .filter(mode -> (mode.sql().replace(" ", "") + "LOCK").equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow();
    }
}
