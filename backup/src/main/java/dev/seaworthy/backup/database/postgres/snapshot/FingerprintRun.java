package dev.seaworthy.backup.database.postgres.snapshot;

import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.fingerprint.RowHash;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A fingerprint that is taken beside the dump, in a thread of its own. Closing ends it. */
public final class FingerprintRun implements AutoCloseable {
    private final CompletableFuture<Timed> outcome = new CompletableFuture<>();
    private final Snapshot snapshot;
    private final Thread thread;

    /** A fingerprint, and how long it took by the server's clock. */
    public record Timed(Fingerprint fingerprint, Duration duration) {}

    private FingerprintRun(Snapshot snapshot, List<Table> tables, SchemaFilter schemas, RowHash hash) {
        this.snapshot = snapshot;
        this.thread = new Thread(() -> run(tables, schemas, hash), "seaworthy-fingerprint");
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts at once. */
    public static FingerprintRun start(Snapshot snapshot, List<Table> tables, SchemaFilter schemas, RowHash hash) {
        return new FingerprintRun(snapshot, tables, schemas, hash);
    }

    private void run(List<Table> tables, SchemaFilter schemas, RowHash hash) {
        try {
            Duration start = time();
            Fingerprint fingerprint = snapshot.fingerprint(tables, schemas, hash);
            outcome.complete(new Timed(fingerprint, time().minus(start)));
        } catch (Throwable e) { // an error too is awaited
            outcome.completeExceptionally(e);
        }
    }

    private Duration time() throws SQLException {
        return snapshot.rows()
                .one(
                        "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint",
                        row -> Duration.ofNanos(row.getLong(1) * 1000));
    }

    /** Does something as soon as it has failed, by its thread. */
    public void onFailure(Runnable action) {
        CompletableFuture<?> unused = outcome.whenComplete((timed, failure) -> {
            if (failure != null) {
                action.run();
            }
        });
    }

    /** Throws what it failed by, if it has. */
    public void requireNotFailed() throws SQLException, InterruptedException {
        if (outcome.isCompletedExceptionally()) {
            await();
        }
    }

    /** Waits for it. */
    public Timed await() throws SQLException, InterruptedException {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static SQLException failure(@Nullable Throwable cause) {
        if (cause instanceof SQLException failed) {
            return failed;
        }
        throw new IllegalStateException("The fingerprint failed", cause);
    }

    @Override
    public void close() throws SQLException {
        if (!outcome.isDone()) {
            snapshot.rows().cancel();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
