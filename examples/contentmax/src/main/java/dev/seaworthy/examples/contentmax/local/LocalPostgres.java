package dev.seaworthy.examples.contentmax.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** A PostgreSQL server of its own, on a free port, with all its files in the run's folder. */
public final class LocalPostgres implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final ProcessHandle postmaster;

    private LocalPostgres(EmbeddedPostgres server, ProcessHandle postmaster) {
        this.server = server;
        this.postmaster = postmaster;
    }

    public static LocalPostgres start(RunFolder folder) throws IOException {
        Path data = folder.resolve("postgres-data");
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("postgres").toFile())
                .setDataDirectory(data)
                .setServerConfig("unix_socket_directories", "") // a socket in /tmp would outlive a killed server
                .setServerConfig("dynamic_shared_memory_type", "mmap") // and so would its shared memory
                .setServerConfig("restart_after_crash", "off") // a killed backend ends the server, so the run too
                .setPGStartupWait(Duration.ofSeconds(30))
                .start();
        return new LocalPostgres(server, postmaster(data));
    }

    public int port() {
        return server.getPort();
    }

    public String version() throws SQLException {
        try (Connection connection = database("postgres").getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    public String user() {
        return "postgres";
    }

    public DataSource database(String name) {
        return server.getDatabase(user(), name);
    }

    /** Completes when the server ends. */
    public CompletableFuture<?> onExit() {
        return postmaster.onExit();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static ProcessHandle postmaster(Path data) throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        return ProcessHandle.of(pid).orElseThrow(() -> new IOException("The server ended as soon as it had started"));
    }
}
