package dev.seaworthy.core.database.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Four clients that insert, change and delete rows of a table, and keep a journal of which row has which version. Each
 * has the rows whose id leaves its number as a remainder of four, so that the journal is exact.
 */
final class Writers implements AutoCloseable {
    private static final int CLIENTS = 4;

    private final DataSource database;
    private final int rows;
    private final Map<Long, Long> versions = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private List<Future<?>> work = List.of();
    private volatile boolean stopped;
    private boolean single;

    private Writers(DataSource database, int rows) {
        this.database = database;
        this.rows = rows;
    }

    /** A table of {@code rows}, two thirds of them old and published. */
    static Writers over(TestDatabase database, int rows) {
        database.execute(
                "CREATE TABLE content (id bigint PRIMARY KEY, version bigint NOT NULL, status text NOT NULL,"
                        + " created_at timestamptz NOT NULL, body text NOT NULL)",
                "INSERT INTO content SELECT i, 0, CASE WHEN i % 6 = 0 THEN 'draft' ELSE 'published' END,"
                        + " CASE WHEN i % 5 = 0 THEN timestamptz '2024-07-01' ELSE timestamptz '2023-01-01' END"
                        + " + i * interval '1 second', md5(i::text) FROM generate_series(1, " + rows + ") i",
                "CREATE INDEX ON content (created_at)",
                "CREATE TABLE content_archive (LIKE content)",
                "ANALYZE content");
        Writers writers = new Writers(database.dataSource(), rows);
        IntStream.rangeClosed(1, rows).forEach(id -> writers.versions.put((long) id, 0L));
        return writers;
    }

    /** Without transactions of several rows, which run into deadlocks with a delete of them all. */
    Writers oneRowAtATime() {
        single = true;
        return this;
    }

    Writers start() {
        work = IntStream.range(0, CLIENTS)
                .<Future<?>>mapToObj(client -> threads.submit(() -> write(client)))
                .toList();
        return this;
    }

    void stop() throws ExecutionException, InterruptedException {
        stopped = true;
        for (Future<?> each : work) {
            each.get();
        }
    }

    /** Each row of the journal is in exactly one table, in its last version, and none was archived too early. */
    void prove(TestDatabase database) throws SQLException {
        Map<Long, Long> found = new HashMap<>();
        try (Connection connection = this.database.getConnection();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT id, version FROM content UNION ALL"
                                + " SELECT id, version FROM content_archive")) {
            while (row.next()) {
                assertThat(found.put(row.getLong(1), row.getLong(2)))
                        .as("id %s twice", row.getLong(1))
                        .isNull();
            }
        }
        assertThat(found.size()).as("rows").isEqualTo(versions.size());
        assertThat(found.equals(versions)).as("each id in its last version").isTrue();
        assertThat(database.one("SELECT count(*) FROM content_archive WHERE NOT (created_at < '" + Content.CUT_OFF
                        + "' AND status = 'published')"))
                .as("archived too early")
                .isEqualTo("0");
        assertThat(database.one("SELECT count(*) FROM (SELECT id, body FROM content UNION ALL SELECT id, body FROM"
                        + " content_archive) a WHERE body <> md5(id::text)"))
                .as("changed on the way")
                .isEqualTo("0");
    }

    /** How many rows of the journal are in neither table. */
    long lost(TestDatabase database) {
        return versions.size()
                - Long.parseLong(database.one(
                        "SELECT count(*) FROM (SELECT id FROM content UNION SELECT id FROM content_archive) a"));
    }

    private Void write(int client) throws SQLException {
        Random random = new Random(client);
        long next = (long) rows * 10 + client - (long) rows * 10 % CLIENTS;
        try (Connection connection = database.getConnection()) {
            while (!stopped) {
                int dice = random.nextInt(10);
                if (dice == 0) {
                    next += CLIENTS;
                    insert(connection, next, random);
                } else if (dice == 1) {
                    delete(connection, id(client, random));
                } else if (dice <= 3 && !single) {
                    changeSeveral(connection, client, random);
                } else {
                    versions.putAll(change(connection, id(client, random), random));
                }
            }
        }
        return null;
    }

    private long id(int client, Random random) {
        long id = random.nextInt(rows) + 1L;
        return Math.max(client == 0 ? CLIENTS : client, id - id % CLIENTS + client);
    }

    private void insert(Connection connection, long id, Random random) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO content VALUES (?, 0, ?, ?::timestamptz, md5(?::bigint::text))")) {
            statement.setLong(1, id);
            statement.setString(2, status(random));
            statement.setString(3, time(random));
            statement.setLong(4, id);
            statement.executeUpdate();
        }
        versions.put(id, 0L);
    }

    private void delete(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM content WHERE id = ?")) {
            statement.setLong(1, id);
            if (statement.executeUpdate() == 1) {
                versions.remove(id);
            }
        }
    }

    /** In one transaction, every third of them rolled back. */
    private void changeSeveral(Connection connection, int client, Random random) throws SQLException {
        connection.setAutoCommit(false);
        Map<Long, Long> changed = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            changed.putAll(change(connection, id(client, random), random));
        }
        if (random.nextInt(3) == 0) {
            connection.rollback();
        } else {
            connection.commit();
            versions.putAll(changed);
        }
        connection.setAutoCommit(true);
    }

    private static Map<Long, Long> change(Connection connection, long id, Random random) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE content SET status = ?,"
                + " created_at = ?::timestamptz, version = version + 1 WHERE id = ? RETURNING version")) {
            statement.setString(1, status(random));
            statement.setString(2, time(random));
            statement.setLong(3, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Map.of(id, row.getLong(1)) : Map.of();
            }
        }
    }

    private static String status(Random random) {
        return random.nextInt(3) == 0 ? "draft" : "published";
    }

    private static String time(Random random) {
        return random.nextInt(3) == 0 ? "2024-08-01" : "2023-01-0" + (1 + random.nextInt(9));
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
        try {
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
