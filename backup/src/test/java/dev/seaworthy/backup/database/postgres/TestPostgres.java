package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.postgres.snapshot.TableName;
import dev.seaworthy.core.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The PostgreSQL server of this JVM's tests, which asks for a password. */
public final class TestPostgres {
    public static final Secret PASSWORD = Secret.of("pa:ss\\w*rd'\"");

    private static final String USER = "seaworthy";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private TestPostgres() {}

    private static EmbeddedPostgres start() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "postgres").toAbsolutePath());
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(folder.toFile())
                    .setDataDirectoryCustomizer(TestPostgres::askForPasswords)
                    .start();
            execute(server, "CREATE ROLE " + USER + " SUPERUSER LOGIN PASSWORD $$" + PASSWORD.reveal() + "$$");
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void askForPasswords(File data) {
        try {
            Files.writeString(data.toPath().resolve("pg_hba.conf"), """
                    host all postgres all trust
                    host all all all scram-sha-256
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(EmbeddedPostgres server, String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new database. */
    public static PostgresConnection database(String... statements) {
        return create("", statements);
    }

    /** A new database of an encoding. */
    static PostgresConnection databaseOf(String encoding, String... statements) {
        return create(" TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING '" + encoding + "'", statements);
    }

    private static PostgresConnection create(String options, String... statements) {
        String name = "Test \"" + NUMBER.incrementAndGet() + "\"=";
        execute(SERVER, "CREATE DATABASE " + new TableName("x", name).sql().substring(4) + options);
        PostgresConnection created = connection(name);
        execute(created, statements);
        return created;
    }

    /** A database that is always there. */
    public static PostgresConnection maintenance() {
        return connection("postgres");
    }

    private static PostgresConnection connection(String database) {
        return new PostgresConnection("127.0.0.1", SERVER.getPort(), database, USER, PASSWORD);
    }

    /** As a service has it. */
    public static DataSource dataSource(PostgresConnection database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {database.host()});
        source.setPortNumbers(new int[] {database.port()});
        source.setDatabaseName(database.database());
        source.setUser(database.user());
        source.setPassword(database.password().reveal());
        return source;
    }

    public static void execute(PostgresConnection database, String... statements) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By which PostgreSQL's own programs find the server. */
    public static Map<String, String> environment() {
        return Map.of(
                "PGHOST",
                "127.0.0.1",
                "PGPORT",
                String.valueOf(SERVER.getPort()),
                "PGUSER",
                USER,
                "PGPASSWORD",
                PASSWORD.reveal());
    }

    /** How many databases the server has. */
    public static long databases() {
        return count("SELECT count(*) FROM pg_database");
    }

    /** What a query counts. */
    public static long count(String sql) {
        try (Connection connection = maintenance().connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(sql)) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does something while nobody else may read a table. */
    public static void whileLocked(PostgresConnection database, String table, Runnable action) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
            action.run();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
