package dev.seaworthy.examples.benchmarks.database;

import dev.seaworthy.core.database.DatabaseSetup;
import dev.seaworthy.core.database.schema.Autovacuum;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.Policy;
import dev.seaworthy.core.database.schema.Policy.Command;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import dev.seaworthy.core.database.schema.TimePartitions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * How long clients wait while their database is set up: the same indexes, policies and partitions by an apply and by
 * the plain script that one would write, each beside clients that read and change rows all the time, and one that keeps
 * a transaction open for a second again and again. Without an argument a million rows; the argument says how many.
 */
final class ClientWaits {
    private static final int CLIENTS = 8;

    private static final DatabaseSetup SETUP = DatabaseSetup.builder()
            .index(Index.named("accounts_owner")
                    .on("accounts")
                    .columns("owner_id")
                    .build())
            .index(Index.named("accounts_open")
                    .on("accounts")
                    .columns("changed_at")
                    .where("balance <> 0")
                    .build())
            .rowLevelSecurity(RowLevelSecurity.on("accounts")
                    .policy(Policy.named("own")
                            .on(Command.ALL)
                            .using("owner_id = 1")
                            .build())
                    .build())
            .autovacuum(Autovacuum.of("accounts").vacuumScaleFactor(0.02).build())
            .partitions(TimePartitions.of("history")
                    .by("happened_at")
                    .every(CalendarInterval.MONTH)
                    .ahead(6)
                    .build())
            .build();

    private final int rows;

    private ClientWaits(int rows) {
        this.rows = rows;
    }

    public static void main(String[] arguments) throws Exception {
        ClientWaits waits = new ClientWaits(arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]));
        waits.measure("clients alone", database -> Clients.pause(10));
        waits.measure("apply", database -> SETUP.apply(SETUP.plan(database), database));
        waits.measure("plain script", ClientWaits::script);
    }

    private static void script(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE INDEX accounts_owner ON accounts (owner_id)");
            statement.execute("CREATE INDEX accounts_open ON accounts (changed_at) WHERE balance <> 0");
            statement.execute("ALTER TABLE accounts ENABLE ROW LEVEL SECURITY");
            statement.execute("CREATE POLICY own ON accounts USING (owner_id = 1)");
            statement.execute("ALTER TABLE accounts SET (autovacuum_vacuum_scale_factor = 0.02)");
            LocalDate month = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1);
            for (int i = 1; i <= 6; i++) {
                statement.execute("CREATE TABLE history_" + i + " PARTITION OF history FOR VALUES FROM ('"
                        + month.plusMonths(i) + "') TO ('" + month.plusMonths(i + 1L) + "')");
            }
        }
    }

    private void measure(String what, Work work) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("max_connections", "40")
                .start()) {
            DataSource database = server.getPostgresDatabase();
            fill(database);
            try (Clients clients = new Clients(database, rows, CLIENTS)) {
                clients.start();
                Clients.pause(5);
                clients.forget();
                long began = System.nanoTime();
                work.run(database);
                double took = (System.nanoTime() - began) / 1e9;
                say(what, took, clients.stop());
            }
        }
    }

    private static void say(String what, double took, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s, %d transactions, median %.1f ms, 99th percentile %.1f ms, longest %.0f ms%n",
                what,
                took,
                nanos.length,
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }

    private void fill(DataSource database) throws SQLException {
        LocalDate month = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE accounts (id bigint PRIMARY KEY, owner_id bigint NOT NULL,"
                    + " balance bigint NOT NULL, changed_at timestamptz NOT NULL)");
            statement.execute("INSERT INTO accounts SELECT i, i % 1000, i % 7, now() - i * interval '1 second'"
                    + " FROM generate_series(1, " + rows + ") i");
            statement.execute("CREATE TABLE history (account bigint, happened_at timestamptz NOT NULL)"
                    + " PARTITION BY RANGE (happened_at)");
            statement.execute("CREATE TABLE history_0 PARTITION OF history FOR VALUES FROM ('" + month + "') TO ('"
                    + month.plusMonths(1) + "')");
            statement.execute("VACUUM ANALYZE accounts");
            statement.execute("CHECKPOINT");
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(DataSource database) throws Exception;
    }
}
