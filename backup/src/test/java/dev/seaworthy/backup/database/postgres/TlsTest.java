package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.postgres.program.Children;
import dev.seaworthy.backup.database.postgres.program.ClientPrograms;
import dev.seaworthy.backup.database.postgres.program.PgDump;
import dev.seaworthy.core.Secret;
import dev.seaworthy.testkit.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate says 127.0.0.1, and whose user {@code tls} may come encrypted alone. */
@Tag("needs-openssl")
@Tag("needs-pg_dump")
class TlsTest {
    @TempDir
    static Path folder;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        certificate("server");
        certificate("other");
        server = PostgresServer.OLDEST
                .builder(folder)
                .setServerConfig("ssl", "on")
                .setDataDirectoryCustomizer(TlsTest::prepare)
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE tls SUPERUSER LOGIN");
            statement.execute("CREATE TABLE content AS SELECT 1 AS id");
        }
    }

    private static void certificate(String name) throws Exception {
        int status = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + name,
                        "-addext",
                        "subjectAltName=IP:127.0.0.1",
                        "-keyout",
                        name + ".key",
                        "-out",
                        name + ".crt")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    private static void prepare(File data) {
        try {
            for (String suffix : new String[] {"key", "crt"}) {
                Path copy = Files.copy(
                        folder.resolve("server." + suffix), data.toPath().resolve("server." + suffix));
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(data.toPath().resolve("pg_hba.conf"), """
                    hostnossl all postgres all trust
                    hostssl all tls all trust
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void is_used_by_the_driver_and_by_pg_dump_and_verified() throws IOException {
        Dump dump = PostgresSource.of(
                        connection("tls", "127.0.0.1", PostgresTls.verified(folder.resolve("server.crt"))))
                .dumpTo(new ByteArrayOutputStream());

        assertThat(dump.rows()).containsEntry("public.content", 1L);
    }

    @Test
    void is_used_when_the_server_can_and_nothing_is_said() throws IOException {
        assertThat(PostgresSource.of(new PostgresConnection(
                                "127.0.0.1", server.getPort(), "postgres", "tls", Secret.of("x")))
                        .dumpTo(new ByteArrayOutputStream())
                        .rows())
                .hasSize(1);
    }

    @Test
    void refuses_a_server_that_another_has_signed() {
        assertRefused(connection("tls", "127.0.0.1", PostgresTls.verified(folder.resolve("other.crt"))));
    }

    @Test
    void refuses_a_server_of_another_name() {
        assertRefused(connection("tls", "localhost", PostgresTls.verified(folder.resolve("server.crt"))));
    }

    @Test
    void refuses_a_server_that_speaks_plainly_when_required() {
        assertRefused(connection("postgres", "127.0.0.1", PostgresTls.required()));
    }

    @Test
    void reaches_the_driver() {
        assertThatThrownBy(connection("tls", "127.0.0.1", PostgresTls.verified(folder.resolve("other.crt")))::connect)
                .isInstanceOf(SQLException.class);
    }

    /** The driver connects first, so the program's own parameters show only by asking it. */
    @Test
    void reaches_the_program_by_its_environment() {
        PostgresConnection wrong = connection("tls", "127.0.0.1", PostgresTls.verified(folder.resolve("other.crt")));

        PgDump program = new PgDump(
                ClientPrograms.ofThisMachine().find(PgDump.NAME, 14).orElseThrow(), wrong.login(), List.of());

        assertThatThrownBy(() -> program.run("none", OutputStream.nullOutputStream(), new Children()))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("exit status 1")
                .hasMessageContaining("certificate verify failed");
    }

    @Test
    void wants_a_certificate_with_its_key() {
        assertThatThrownBy(() -> new PostgresTls(PostgresTls.Mode.REQUIRE, null, folder, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("certificate and key must come together");
    }

    private static PostgresConnection connection(String user, String host, PostgresTls tls) {
        return new PostgresConnection(host, server.getPort(), "postgres", user, Secret.of("x")).withTls(tls);
    }

    private static void assertRefused(PostgresConnection connection) {
        assertThatThrownBy(() -> PostgresSource.of(connection).dumpTo(OutputStream.nullOutputStream()))
                .isInstanceOf(DumpException.class);
    }
}
