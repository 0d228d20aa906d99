package dev.seaworthy.backup;

import dev.seaworthy.backup.database.postgres.PostgresConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A thread that writes to a database all the time, until it is closed. */
final class Writers implements AutoCloseable {
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicReference<SQLException> failure = new AtomicReference<>();
    private final PostgresConnection database;
    private final Thread thread = new Thread(this::write, "writers");
    private volatile boolean ended;

    private Writers(PostgresConnection database) {
        this.database = database;
        thread.start();
    }

    static Writers start(PostgresConnection database) {
        return new Writers(database);
    }

    long transactions() {
        return transactions.get();
    }

    private void write() {
        String url = "jdbc:postgresql://127.0.0.1:" + database.port() + "/" + encoded(database.database());
        try (Connection connection = DriverManager.getConnection(
                        url, database.user(), database.password().reveal());
                Statement statement = connection.createStatement()) {
            while (!ended) {
                statement.execute("INSERT INTO content (body) VALUES (random()::text)");
                statement.execute("UPDATE content SET body = random()::text WHERE id = (random() * 20000)::int");
                statement.execute("DELETE FROM content WHERE id = (random() * 20000)::int");
                statement.execute("SELECT nextval('content_id_seq')");
                if (transactions.addAndGet(4) % 200 == 0) {
                    statement.execute("TRUNCATE queue; INSERT INTO queue SELECT generate_series(1, 100)");
                    statement.execute("CREATE TABLE passing AS SELECT 1 AS id");
                    statement.execute("DROP TABLE passing");
                }
            }
        } catch (SQLException e) {
            failure.set(e);
        }
    }

    private static String encoded(String database) {
        return URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        ended = true;
        while (thread.isAlive()) {
            LockSupport.parkNanos(1_000_000);
        }
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
    }
}
