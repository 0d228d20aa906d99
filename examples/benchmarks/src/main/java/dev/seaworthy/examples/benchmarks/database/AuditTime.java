package dev.seaworthy.examples.benchmarks.database;

import dev.seaworthy.core.database.audit.AuditReport;
import dev.seaworthy.core.database.audit.DatabaseAudit;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * How long an audit takes of a database of many tables, each with a serial primary key, two indexes, a foreign key and
 * two policies; in turn with a peer, which is one query of all its rules. Both are of Supabase's roles, and both
 * connect.
 */
public final class AuditTime {
    private static final int ROUNDS = 7;

    private AuditTime() {}

    /** Of so many tables as the first argument says, 500 without one; the second is the file of the peer's query. */
    public static void main(String[] arguments) throws IOException, SQLException {
        int tables = arguments.length == 0 ? 500 : Integer.parseInt(arguments[0]);
        String peer = arguments.length < 2 ? "" : Files.readString(Path.of(arguments[1]));
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            DataSource database = server.getPostgresDatabase();
            create(database, tables);
            measure(database, tables, peer);
        }
    }

    private static void create(DataSource database, int tables) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE anon; CREATE ROLE authenticated");
            for (int i = 0; i < tables; i++) {
                statement.execute("""
                        CREATE TABLE t%1$d (id serial PRIMARY KEY, parent int REFERENCES t0, name text);
                        CREATE INDEX ON t%1$d (name);
                        CREATE INDEX ON t%1$d (name, parent);
                        CREATE POLICY p ON t%1$d TO anon USING (name = current_user);
                        CREATE POLICY q ON t%1$d USING (name = current_setting('a.b', true));
                        GRANT SELECT ON t%1$d TO anon""".formatted(i));
            }
            statement.execute("VACUUM ANALYZE");
        }
    }

    private static void measure(DataSource database, int tables, String peer) throws SQLException {
        DatabaseAudit audit =
                DatabaseAudit.builder().statisticsAge(Duration.ZERO).build();
        for (int round = 1; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            AuditReport report = audit.run(database);
            long between = System.nanoTime();
            String beside = peer.isEmpty() ? "" : ", peer: %d rows in ".formatted(rows(database, peer));
            long end = System.nanoTime();
            say(
                    "%d tables, round %d: %d findings in %s",
                    tables,
                    round,
                    report.findings().size(),
                    seconds(between - start) + beside + (peer.isEmpty() ? "" : seconds(end - between)));
        }
    }

    private static int rows(DataSource database, String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL search_path = ''");
            try (ResultSet result = statement.executeQuery(query)) {
                int rows = 0;
                while (result.next()) {
                    rows++;
                }
                return rows;
            } finally {
                connection.rollback();
            }
        }
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
