package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.database.schema.Autovacuum;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.Policy;
import dev.seaworthy.core.database.schema.Policy.Command;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import dev.seaworthy.core.database.schema.SessionDefaults;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.testkit.Endurance;
import dev.seaworthy.testkit.PostgresServer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is declared, the second plan is empty; and so it is after the declaration was changed into another. */
@Tag("endurance")
class ConvergenceTest extends DatabaseTest {
    private static final List<String> COLUMNS = List.of("id", "user_id", "Status", "body", "at");
    private static final List<String> CONDITIONS = List.of(
            "id > 5",
            "\"Status\" != 'x'",
            "\"Status\" IN ('a', 'b')",
            "body IS NOT NULL AND id BETWEEN 1 AND 9",
            "user_id = (SELECT current_setting('app.user', true)::int)",
            "length(body) > 3 OR NOT (id = 1)");
    private static final int CONDITIONS_OF_AN_INDEX = 4;

    ConvergenceTest(PostgresServer server) {
        super(server);
    }

    @Test
    void a_second_plan_is_empty() {
        database.execute(
                "CREATE TABLE content (id int PRIMARY KEY, user_id int, \"Status\" text, body text, at timestamptz NOT NULL)",
                "CREATE TABLE part (id int, user_id int, \"Status\" text, body text, at timestamptz NOT NULL)"
                        + " PARTITION BY RANGE (at)");
        for (int seed = 0; seed < Endurance.size(6, 100); seed++) {
            DatabaseSetup setup = random(new Random(seed), seed);

            apply(setup, "*");

            assertThat(plan(setup).changes()).as("seed %d", seed).isEmpty();
        }
    }

    /** Index names recur between seeds, so that one is made of another; those of the partitioned table do not. */
    private static DatabaseSetup random(Random random, int seed) {
        DatabaseSetup.Builder setup = DatabaseSetup.builder();
        for (int i = 0; i < 3; i++) {
            setup.index(index(random, "idx_" + i, "content"));
        }
        setup.index(index(random, "idx_part_" + seed, "part"));
        setup.rowLevelSecurity(security(random, "content"));
        setup.rowLevelSecurity(security(random, "part"));
        setup.autovacuum(Autovacuum.of(random.nextBoolean() ? "content" : "part")
                .vacuumScaleFactor(random.nextInt(1, 100) / 1000.0)
                .build());
        setup.sessionDefaults(SessionDefaults.ofDatabase()
                .lockTimeout(Duration.ofMillis(random.nextInt(1, 100_000)))
                .build());
        setup.partitions(TimePartitions.of("part")
                .by("at")
                .every(CalendarInterval.QUARTER)
                .startingAt(LocalDate.of(2026, 1, 1))
                .ahead(random.nextInt(1, 9))
                .build());
        return setup.build();
    }

    private static Index index(Random random, String name, String table) {
        Index.Builder index = Index.named(name).on(table);
        switch (random.nextInt(4)) {
            case 0 -> index.descending(pick(random, COLUMNS));
            case 1 -> index.column(pick(random, COLUMNS), "NULLS FIRST");
            case 2 -> index.expression("lower(body) || '-'");
            default -> index.columns(pick(random, COLUMNS));
        }
        if (random.nextBoolean()) {
            index.where(CONDITIONS.get(random.nextInt(CONDITIONS_OF_AN_INDEX)));
        }
        if (random.nextBoolean()) {
            index.include("body");
        }
        if (random.nextInt(3) == 0) {
            index.with("fillfactor", random.nextInt(50, 100));
        }
        return index.build();
    }

    private static RowLevelSecurity security(Random random, String table) {
        RowLevelSecurity.Builder security = RowLevelSecurity.on(table);
        for (Command command : Command.values()) {
            Policy.Builder policy =
                    Policy.named("p " + command.ordinal() % 3 + command).on(pick(random, List.of(command)));
            if (command != Command.INSERT) {
                policy.using(pick(random, CONDITIONS));
            }
            if (command == Command.INSERT || (command == Command.UPDATE && random.nextBoolean())) {
                policy.withCheck(pick(random, CONDITIONS));
            }
            if (random.nextBoolean()) {
                policy.to("pg_monitor", "pg_read_all_data");
            }
            security.policy(policy.build());
        }
        if (random.nextBoolean()) {
            security.ownerBypasses();
        }
        return security.noOtherPolicies().build();
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
