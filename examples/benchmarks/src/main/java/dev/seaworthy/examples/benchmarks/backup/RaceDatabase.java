package dev.seaworthy.examples.benchmarks.backup;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A server with one generated table, whose dump zstd makes about four times smaller, and databases to restore into. */
final class RaceDatabase implements AutoCloseable {
    private static final int BYTES_OF_A_ROW = 205;

    private final EmbeddedPostgres server;
    private int targets;

    private RaceDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    static RaceDatabase start(int mebibytes) throws IOException, SQLException {
        RaceDatabase database = new RaceDatabase(EmbeddedPostgres.start());
        long rows = mebibytes * 1024L * 1024 / BYTES_OF_A_ROW;
        database.execute("CREATE TABLE content AS SELECT n AS id, now() - n * interval '1 second' AS created,"
                + " 'author ' || n % 5000 AS author, md5(n::text) AS token, md5(n || 'x') AS checksum,"
                + " 'An article of the section ' || n % 20 || ', which says what it has to say in ' || n % 7 + 1"
                + " || ' parts of equal length' AS body,"
                + " n % 3 = 0 AS published FROM generate_series(1, " + rows + ") n");
        database.execute("VACUUM ANALYZE content");
        database.execute("CHECKPOINT");
        return database;
    }

    int port() {
        return server.getPort();
    }

    /** The name of a new, empty database, after the one before was dropped and all was written to the disk. */
    String newTarget() throws SQLException {
        execute("DROP DATABASE IF EXISTS target" + targets);
        targets++;
        execute("CREATE DATABASE target" + targets);
        execute("CHECKPOINT");
        return "target" + targets;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
