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
import dev.seaworthy.core.database.schema.Policy;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import dev.seaworthy.core.database.schema.SessionDefaults;
import dev.seaworthy.core.database.schema.Supabase;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestSupabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lock that a plan names is the lock that is taken, and on no other table is one that anybody waits for. */
class LocksTest extends DatabaseTest {
    LocksTest(PostgresServer server) {
        super(server);
    }

    @BeforeEach
    void createTables() {
        TestSupabase.install(database);
        database.execute(
                "CREATE TABLE users (id int PRIMARY KEY)",
                "CREATE TABLE content (id int PRIMARY KEY, user_id uuid, status text, created_at timestamptz NOT NULL)",
                "INSERT INTO content SELECT i, gen_random_uuid(), 'draft', now() FROM generate_series(1, 100) i",
                "CREATE TABLE notes (id int)",
                "GRANT SELECT ON notes TO anon",
                "CREATE POLICY other ON notes USING (true)",
                "CREATE INDEX idx_status ON content (id)",
                "CREATE INDEX idx_old ON content (status, id)",
                "CREATE INDEX idx_failed ON content (id, status)",
                "CREATE INDEX idx_kept ON content (created_at)",
                "CREATE INDEX idx_kept_swold ON content (created_at, id)",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx_failed'::regclass",
                "CREATE TABLE events (id int, at timestamptz NOT NULL)",
                "CREATE TABLE visits (id int, at timestamptz NOT NULL, user_id int REFERENCES users)");
        for (String table : List.of("part", "dropped", "pending")) {
            database.execute(
                    "CREATE TABLE " + table + " (id int, user_id uuid, at date NOT NULL) PARTITION BY RANGE (at)",
                    "CREATE TABLE " + table + "_a PARTITION OF " + table
                            + " FOR VALUES FROM ('2024-01-01') TO ('2024-04-01')",
                    "CREATE TABLE " + table + "_b PARTITION OF " + table
                            + " FOR VALUES FROM ('2024-04-01') TO ('2024-07-01')");
        }
        database.execute(
                "CREATE INDEX idx_part_old ON part (at)",
                "UPDATE pg_inherits SET inhdetachpending = true WHERE inhrelid = 'pending_a'::regclass",
                "CREATE TABLE rest (id int, at date NOT NULL, user_id int REFERENCES users) PARTITION BY RANGE (at)",
                "CREATE TABLE rest_default PARTITION OF rest DEFAULT",
                "CREATE TABLE rest_a PARTITION OF rest FOR VALUES FROM ('2024-01-01') TO ('2024-04-01')",
                "CREATE TABLE refs (id int, at date NOT NULL, user_id int REFERENCES users) PARTITION BY RANGE (at)",
                "CREATE TABLE refs_a PARTITION OF refs FOR VALUES FROM ('2024-01-01') TO ('2024-04-01')");
    }

    @Test
    void each_step_takes_the_lock_that_its_plan_says() throws Exception {
        DatabaseSetup setup = setup();
        LockWatch watch = new LockWatch(database);
        List<String> verdicts = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        for (Change change : plan(setup).changes()) {
            for (Step step : change.steps()) {
                List<LockWatch.Lock> locks = watch.of(step);
                verdicts.addAll(verdicts(step, locks));
                if (step.isAlone()) {
                    alone.add(step.statements().get(0));
                }
            }
        }

        assertThat(verdicts).isEmpty();
        for (String kind : List.of(
                "CREATE INDEX CONCURRENTLY .*",
                "DROP INDEX CONCURRENTLY .*",
                "ALTER TABLE .* DETACH PARTITION .* CONCURRENTLY",
                "ALTER TABLE .* DETACH PARTITION .* FINALIZE")) {
            assertThat(alone).as(kind).anyMatch(statement -> statement.matches(kind));
        }
        assertThat(plan(setup).changes()).isEmpty();
    }

    private static List<String> verdicts(Step step, List<LockWatch.Lock> locks) {
        List<String> verdicts = new ArrayList<>();
        LockMode strongest = locks.stream()
                .filter(lock -> lock.isNamed(step))
                .map(LockWatch.Lock::mode)
                .max(Comparator.naturalOrder())
                .orElse(LockMode.NONE);
        if (meets(strongest) != meets(step.lock())) {
            verdicts.add(step.lockLine() + ", and it is " + strongest + ": " + step.statements());
        }
        // a lock of an index that its plan does not name keeps other changes of that index waiting, at the most
        locks.stream()
                .filter(lock -> !lock.isNamed(step))
                .filter(lock -> lock.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= (lock.isOnTable() ? 0 : 1))
                .forEach(lock -> verdicts.add(step.lockLine() + ", and there is " + lock + ": " + step.statements()));
        return verdicts;
    }

    /** Before version 18 a grant takes no lock, and from then on one that no statement of a user waits for. */
    private static LockMode meets(LockMode mode) {
        return mode == LockMode.ACCESS_SHARE ? LockMode.NONE : mode;
    }

    private static DatabaseSetup setup() {
        return DatabaseSetup.builder()
                .index(Index.named("idx_status").on("content").columns("status").build())
                .index(Index.named("idx_user")
                        .on("content")
                        .columns("user_id")
                        .blocking()
                        .build())
                .index(Index.named("idx_failed")
                        .on("content")
                        .columns("id", "status")
                        .build())
                .index(Index.named("idx_kept")
                        .on("content")
                        .columns("created_at")
                        .build())
                .index(Index.named("idx_part").on("part").columns("id").build())
                .withoutIndex("idx_old")
                .withoutIndex("idx_part_old")
                .rowLevelSecurity(RowLevelSecurity.on("notes")
                        .policy(Policy.named("own")
                                .on(Policy.Command.SELECT)
                                .to("authenticated")
                                .using("true")
                                .build())
                        .noOtherPolicies()
                        .build())
                .rowLevelSecurity(Supabase.ownRows("content", "user_id"))
                .rowLevelSecurity(Supabase.ownRows("part", "user_id"))
                .archive(Archive.of("content")
                        .into("content_archive")
                        .by("created_at")
                        .olderThan(Period.ofDays(1))
                        .build())
                .partitions(months("content_archive", "created_at").build())
                .partitions(quarters("part").detachAfter(Period.ofDays(30)).build())
                .partitions(quarters("dropped").dropAfter(Period.ofDays(30)).build())
                .partitions(
                        quarters("pending").startingAt(LocalDate.of(2024, 4, 1)).build())
                .partitions(quarters("rest").build())
                .partitions(quarters("refs").dropAfter(Period.ofDays(30)).build())
                .partitions(months("events", "at").build())
                .partitions(months("visits", "at").build())
                .grant(Grant.onTable("content", "authenticated", Grant.Privilege.SELECT))
                .grant(Grant.onTable("notes", "anon").andNothingElse())
                .sessionDefaults(SessionDefaults.ofDatabase()
                        .statementTimeout(Duration.ofMinutes(1))
                        .build())
                .autovacuum(Autovacuum.of("content").vacuumScaleFactor(0.01).build())
                .clock(() -> Instant.parse("2024-05-10T12:00:00Z"))
                .build();
    }

    private static TimePartitions.Builder months(String table, String column) {
        return TimePartitions.of(table).by(column).every(CalendarInterval.MONTH).ahead(1);
    }

    private static TimePartitions.Builder quarters(String table) {
        return TimePartitions.of(table)
                .by("at")
                .every(CalendarInterval.QUARTER)
                .startingAt(LocalDate.of(2024, 1, 1))
                .ahead(1);
    }
}
