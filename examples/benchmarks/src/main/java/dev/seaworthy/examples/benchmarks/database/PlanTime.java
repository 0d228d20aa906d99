package dev.seaworthy.examples.benchmarks.database;

import dev.seaworthy.core.database.DatabaseSetup;
import dev.seaworthy.core.database.schema.Autovacuum;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.Policy;
import dev.seaworthy.core.database.schema.Policy.Command;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * How long a plan takes of a database of many tables, each with two declared indexes, row-level security with a policy,
 * and autovacuum parameters: when all of it is missing, and when all of it is there.
 */
public final class PlanTime {
    private static final int ROUNDS = 7;

    private PlanTime() {}

    /** Of so many tables as the argument says, 500 without one. */
    public static void main(String[] arguments) throws IOException, SQLException {
        int tables = arguments.length == 0 ? 500 : Integer.parseInt(arguments[0]);
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            DataSource database = server.getPostgresDatabase();
            create(database, tables);
            DatabaseSetup setup = setup(tables);
            say(
                    "%d tables, nothing there: %d changes",
                    tables, setup.plan(database).changes().size());
            measure(setup, database);
            setup.apply(setup.plan(database), database);
            say(
                    "%d tables, all there: %d changes",
                    tables, setup.plan(database).changes().size());
            measure(setup, database);
        }
    }

    private static void create(DataSource database, int tables) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < tables; i++) {
                statement.execute("CREATE TABLE t" + i + " (id bigint PRIMARY KEY, owner_id bigint, status text)");
            }
        }
    }

    private static DatabaseSetup setup(int tables) {
        DatabaseSetup.Builder setup = DatabaseSetup.builder();
        for (int i = 0; i < tables; i++) {
            String table = "t" + i;
            setup.index(Index.named(table + "_owner")
                            .on(table)
                            .columns("owner_id")
                            .build())
                    .index(Index.named(table + "_open")
                            .on(table)
                            .columns("status")
                            .where("status <> 'done'")
                            .build())
                    .rowLevelSecurity(RowLevelSecurity.on(table)
                            .policy(Policy.named("own")
                                    .on(Command.ALL)
                                    .using("owner_id = 1")
                                    .build())
                            .build())
                    .autovacuum(Autovacuum.of(table).vacuumScaleFactor(0.02).build());
        }
        return setup.build();
    }

    private static void measure(DatabaseSetup setup, DataSource database) {
        for (int round = 1; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            setup.plan(database);
            say("  round %d: %.3f s", round, (System.nanoTime() - start) / 1e9);
        }
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
