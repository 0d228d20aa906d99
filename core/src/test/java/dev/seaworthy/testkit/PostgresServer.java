package dev.seaworthy.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The embedded PostgreSQL of the oldest and of the newest major version, each started when first asked for and kept for
 * all tests of the JVM. A test takes a database of its own.
 *
 * <p>The binaries are the files {@code target/postgres-binaries/*.jar} that the build lays down.
 */
public enum PostgresServer {
    OLDEST,
    NEWEST;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private @Nullable EmbeddedPostgres server;

    /** A new, empty database, reached as the superuser {@code postgres}. */
    public TestDatabase database() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return new TestDatabase(this::drop, running().getPort(), name);
    }

    private void drop(String database) {
        execute("DROP DATABASE " + database + " WITH (FORCE)");
    }

    private void execute(String sql) {
        try (Connection connection = running().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized EmbeddedPostgres running() {
        if (server == null) {
            server = start();
        }
        return server;
    }

    private EmbeddedPostgres start() {
        try {
            return builder(Files.createDirectories(Path.of("target", "postgres").toAbsolutePath()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A builder of a server of this version, for a test that needs one of its own. */
    public EmbeddedPostgres.Builder builder(Path folder) {
        return EmbeddedPostgres.builder()
                .setPgBinaryResolver(binaries())
                .setOverrideWorkingDirectory(folder.toFile())
                .setServerConfig("synchronous_commit", "on");
    }

    private PgBinaryResolver binaries() {
        return binaries(name().toLowerCase(java.util.Locale.ROOT));
    }

    /** Those of {@code target/postgres-binaries/<name>.jar}. */
    public static PgBinaryResolver binaries(String name) {
        Path file = Path.of("target", "postgres-binaries", name + ".jar");
        return (system, architecture) -> {
            try (JarFile jar = new JarFile(file.toFile())) {
                ZipEntry entry = jar.stream()
                        .filter(each -> each.getName().endsWith(".txz"))
                        .findFirst()
                        .orElseThrow();
                try (InputStream input = jar.getInputStream(entry)) {
                    return new ByteArrayInputStream(input.readAllBytes());
                }
            }
        };
    }
}
