package dev.seaworthy.examples.benchmarks.backup;

import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.PostgresSource;
import dev.seaworthy.backup.fingerprint.RowHash;
import dev.seaworthy.core.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a fingerprint costs beside {@code pg_dump}: the dump alone, the dump with each hash beside it, and what each
 * hash takes by itself, with two that Seaworthy does not use. All in turn, on one table of five columns.
 */
public final class FingerprintCost {
    private static final int ROUNDS = 5;
    private static final String TEXT = "ROW(a, b, c, d, id)::text";

    private static final Map<String, String> HASHES = Map.of(
            "hashtextextended", "hashtextextended(" + TEXT + " COLLATE \"C\", 0)",
            "sha256", "('x' || encode(substr(sha256(convert_to(" + TEXT + ", 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint",
            "md5", "('x' || left(md5(" + TEXT + "), 16))::bit(64)::bigint",
            "hash_record_extended", "hash_record_extended(ROW(a, b, c, d, id), 0)");

    private FingerprintCost() {}

    /** Of so many rows as the argument says, 2,000,000 without one; {@code pg_dump} is the one on the path. */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        int rows = arguments.length == 0 ? 2_000_000 : Integer.parseInt(arguments[0]);
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Connection connection = server.getPostgresDatabase().getConnection()) {
            create(connection, rows);
            for (int round = 1; round <= ROUNDS; round++) {
                say("round %d of %d rows", round, rows);
                say("  pg_dump alone: %s", seconds(dumpAlone(server.getPort())));
                for (RowHash hash : RowHash.values()) {
                    dumpWith(hash, server.getPort());
                }
                for (Map.Entry<String, String> hash : new TreeMap<>(HASHES).entrySet()) {
                    say("  %s alone: %s", hash.getKey(), seconds(hashing(connection, hash.getValue())));
                }
            }
        }
    }

    private static void create(Connection connection, int rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE content AS SELECT n AS id, md5(n::text) AS a, now() AS b, random() AS c,"
                    + " md5(n || 'x') || md5(n || 'y') AS d FROM generate_series(1, " + rows + ") n");
            statement.execute("VACUUM ANALYZE");
        }
    }

    private static long dumpAlone(int port) throws IOException {
        long start = System.nanoTime();
        Dump unused = new BareDump(port, "postgres").dumpTo(OutputStream.nullOutputStream());
        return System.nanoTime() - start;
    }

    private static void dumpWith(RowHash hash, int port) throws IOException {
        PostgresConnection connection =
                new PostgresConnection("127.0.0.1", port, "postgres", "postgres", Secret.of("none"));
        PostgresSource source = PostgresSource.builder(connection).hash(hash).build();
        long start = System.nanoTime();
        Dump dump = source.dumpTo(OutputStream.nullOutputStream());
        long end = System.nanoTime();
        say(
                "  with %s beside it: %s, of which the fingerprint ran %s",
                hash, seconds(end - start), seconds(dump.hashing().toNanos()));
    }

    private static long hashing(Connection connection, String expression) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT count(*), sum(" + expression + ") FROM content");
        }
        return System.nanoTime() - start;
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
