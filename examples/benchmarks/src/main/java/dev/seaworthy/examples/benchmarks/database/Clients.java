package dev.seaworthy.examples.benchmarks.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** Clients that read and change accounts until they are stopped; how long each transaction took is kept. */
final class Clients implements AutoCloseable {
    private final DataSource database;
    private final int rows;
    private final int number;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private volatile boolean goesOn = true;

    Clients(DataSource database, int rows, int number) {
        this.database = database;
        this.rows = rows;
        this.number = number;
    }

    void start() {
        for (int i = 0; i < number; i++) {
            running.add(threads.submit(() -> {
                transact();
                return number;
            }));
        }
        running.add(threads.submit(() -> {
            linger();
            return number;
        }));
    }

    /** What was measured so far does not count. */
    void forget() {
        nanos.clear();
    }

    /** The nanoseconds of each transaction. A client that failed fails here. */
    long[] stop() throws InterruptedException, ExecutionException {
        goesOn = false;
        for (Future<?> client : running) {
            client.get();
        }
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }

    static void pause(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    }

    private void transact() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement change = connection.prepareStatement(
                        "UPDATE accounts SET balance = balance + 1, changed_at = now() WHERE id = ?");
                PreparedStatement read = connection.prepareStatement("SELECT balance FROM accounts WHERE id = ?");
                PreparedStatement note = connection.prepareStatement("INSERT INTO history VALUES (?, now())")) {
            connection.setAutoCommit(false);
            while (goesOn) {
                long account = ThreadLocalRandom.current().nextLong(rows) + 1;
                long began = System.nanoTime();
                for (PreparedStatement statement : List.of(change, read, note)) {
                    statement.setLong(1, account);
                    statement.execute();
                }
                connection.commit();
                nanos.add(System.nanoTime() - began);
            }
        }
    }

    /** Reads, and keeps its transaction for a second, as a report does. */
    private void linger() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (goesOn) {
                statement.execute("SELECT count(*) FROM accounts WHERE id < 1000");
                statement.execute("SELECT count(*) FROM history WHERE account < 1000");
                pause(1);
                connection.commit();
                pause(1);
            }
        }
    }

    @Override
    public void close() {
        goesOn = false;
        threads.shutdown();
    }
}
