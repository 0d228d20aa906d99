package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.database.postgres.snapshot.SchemaFilter;
import dev.seaworthy.backup.database.postgres.snapshot.Snapshot;
import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.fingerprint.RowHash;
import dev.seaworthy.core.Secret;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One content on PostgreSQL 14, 15 and 18. */
class VersionsTest {
    @ParameterizedTest
    @EnumSource(RowHash.class)
    void have_the_same_fingerprint(RowHash hash) throws SQLException {
        try (TestDatabase oldest = PostgresServer.OLDEST.database();
                TestDatabase newest = PostgresServer.NEWEST.database()) {
            Fingerprint old = fingerprint(connection(nasty(oldest)), hash);
            Fingerprint young = fingerprint(connection(nasty(newest)), hash);

            assertThat(old.hashesLike(young)).isTrue();
            assertThat(old.differences(young)).isEmpty();
            assertThat(old.totalRows()).isGreaterThan(500);
            assertThat(old.remarks(young)).contains("extension citext: 1.6 where it was dumped, 1.8 here");
        }
    }

    @Test
    @Tag("needs-pg_dump")
    void restore_from_14_to_15() throws IOException {
        try (TestDatabase oldest = PostgresServer.OLDEST.database()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Dump dump = PostgresSource.of(connection(nasty(oldest))).dumpTo(out);

            assertThat(dump.server()).startsWith("PostgreSQL 14");
            try (ScratchDatabase scratch = PostgresScratchServer.of(TestPostgres.maintenance())
                    .create(dump.fingerprint().locale())) {
                scratch.restore(new ByteArrayInputStream(out.toByteArray()));
                assertThat(dump.fingerprint().differences(scratch.fingerprint(dump.fingerprint())))
                        .isEmpty();
            }
        }
    }

    @Test
    @Tag("needs-pg_dump")
    void restore_with_a_remark_where_the_server_lacks_the_locale() throws IOException {
        DatabaseLocale absent = new DatabaseLocale("UTF8", "xx_XX.utf8", "xx_XX.utf8", "libc", "");

        try (TestDatabase oldest =
                PostgresServer.OLDEST.database().execute("CREATE TABLE content AS SELECT 'ä' AS t")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Fingerprint dumped =
                    PostgresSource.of(connection(oldest)).dumpTo(out).fingerprint();
            try (ScratchDatabase scratch =
                    PostgresScratchServer.of(TestPostgres.maintenance()).create(absent)) {
                scratch.restore(new ByteArrayInputStream(out.toByteArray()));
                Fingerprint restored = scratch.fingerprint(dumped);

                assertThat(dumped.differences(restored)).isEmpty();
                assertThat(dumped.remarks(restored))
                        .containsExactly("locale: " + dumped.locale() + " where it was dumped, UTF8, C by libc here");
            }
        }
    }

    private static TestDatabase nasty(TestDatabase database) {
        return database.execute(NastySchema.STATEMENTS.toArray(String[]::new));
    }

    private static Fingerprint fingerprint(PostgresConnection database, RowHash hash) throws SQLException {
        try (Snapshot snapshot = database.snapshot()) {
            return snapshot.fingerprint(snapshot.lockTables(SchemaFilter.NONE), SchemaFilter.NONE, hash);
        }
    }

    static PostgresConnection connection(TestDatabase database) {
        int port = URI.create(database.url().substring("jdbc:".length())).getPort();
        return new PostgresConnection("127.0.0.1", port, database.name(), "postgres", Secret.of("none"));
    }
}
