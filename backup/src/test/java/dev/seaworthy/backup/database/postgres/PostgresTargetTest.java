package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.FailingInput;
import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.RestoreTarget;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("needs-pg_dump")
class PostgresTargetTest {
    private static byte[] dump;
    private static Fingerprint dumped;

    @TempDir
    Path folder;

    @BeforeAll
    static void dump() throws IOException {
        PostgresConnection source = TestPostgres.database(
                "CREATE TABLE content (id int PRIMARY KEY, body text)",
                "INSERT INTO content SELECT n, repeat('row ' || n, 100) FROM generate_series(1, 3000) n",
                "CREATE TABLE notes AS SELECT generate_series(1, 10) AS id",
                "DROP ROLE IF EXISTS reader",
                "CREATE ROLE reader",
                "GRANT SELECT ON content TO reader");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dumped = PostgresSource.of(source).dumpTo(out).fingerprint();
        dump = out.toByteArray();
    }

    @Test
    void replaces_what_it_holds_only_when_told_by_name() throws SQLException {
        PostgresConnection database =
                TestPostgres.database("CREATE TABLE content (id text)", "CREATE TABLE own AS SELECT 1 AS id");

        assertThatThrownBy(() -> restore(PostgresTarget.of(database)))
                .isInstanceOf(RestoreException.class)
                .hasMessageContaining("Refused to restore")
                .hasMessageContaining("public.content, public.own")
                .hasMessageContaining("replaceContentsOf(\"" + database.database() + "\")");
        assertThatThrownBy(() -> PostgresTarget.builder(database).replaceContentsOf("postgres"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must name the database of the connection");

        PostgresTarget target = PostgresTarget.builder(database)
                .replaceContentsOf(database.database())
                .build();
        restore(target);

        assertThat(dumped.differences(target.fingerprint(dumped))).isEmpty();
        assertThat(new PostgresDatabase(database).tables()).contains("public.own");
    }

    @Test
    void refuses_a_database_of_a_mere_view_or_sequence() {
        for (String sql : new String[] {
            "CREATE VIEW v AS SELECT 1",
            "CREATE SEQUENCE s",
            "CREATE MATERIALIZED VIEW m AS SELECT 1",
            "CREATE TABLE p (id int) PARTITION BY LIST (id)"
        }) {
            assertThatThrownBy(() -> restore(PostgresTarget.of(TestPostgres.database(sql))))
                    .as(sql)
                    .hasMessageContaining("Refused");
        }
    }

    @Test
    void takes_a_database_that_has_extensions_alone() {
        PostgresTarget target = PostgresTarget.of(TestPostgres.database("CREATE EXTENSION pg_buffercache"));

        restore(target);

        assertThat(dumped.differences(target.fingerprint(dumped))).isEmpty();
    }

    @Test
    void takes_all_or_nothing() throws SQLException {
        PostgresConnection database = TestPostgres.database(
                "CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE 'no keys today'; END $$",
                "CREATE EVENT TRIGGER refuse ON ddl_command_end WHEN TAG IN ('ALTER TABLE')"
                        + " EXECUTE FUNCTION refuse()");

        assertThatThrownBy(() -> restore(PostgresTarget.builder(database)
                        .withoutOwnersAndPrivileges()
                        .build()))
                .isInstanceOf(RestoreException.class)
                .hasMessageContaining("no keys today");

        assertThat(new PostgresDatabase(database).contents()).isEmpty();
    }

    @Test
    void keeps_owners_and_privileges_unless_told_not_to() {
        String asks = "DO $$ BEGIN IF has_table_privilege('reader', 'content', 'SELECT') <> %s THEN RAISE 'no'; END IF;"
                + " END $$";
        PostgresConnection as = TestPostgres.database();
        restore(PostgresTarget.of(as));
        TestPostgres.execute(as, asks.formatted("true"));

        PostgresConnection without = TestPostgres.database();
        restore(PostgresTarget.builder(without).withoutOwnersAndPrivileges().build());
        TestPostgres.execute(without, asks.formatted("false"));
    }

    @Test
    void restores_by_jobs_from_a_file_for_its_owner_which_is_gone_after() throws IOException {
        PostgresTarget target =
                PostgresTarget.builder(TestPostgres.database()).jobs(3, folder).build();
        StringBuilder permissions = new StringBuilder();

        target.restore(new FilterInputStream(new ByteArrayInputStream(dump)) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                Path held = files().findFirst().orElseThrow();
                permissions.replace(
                        0, permissions.length(), permissionsOf(held) + " " + permissionsOf(held.resolve("dump")));
                return super.read(bytes, offset, length);
            }
        });

        assertThat(permissions).hasToString("rwx------ rw-------");
        assertThat(files()).isEmpty();
        assertThat(dumped.differences(target.fingerprint(dumped))).isEmpty();
    }

    @Test
    void leaves_no_file_of_a_dump_that_fails() {
        IllegalStateException failure = new IllegalStateException("the store is gone");
        PostgresTarget target =
                PostgresTarget.builder(TestPostgres.database()).jobs(2, folder).build();

        assertThatThrownBy(() -> target.restore(new FailingInput(failure))).isSameAs(failure);

        assertThat(files()).isEmpty();
    }

    @Test
    void wants_a_sensible_number_of_jobs() {
        assertThatThrownBy(
                        () -> PostgresTarget.builder(TestPostgres.maintenance()).jobs(1, folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between 2 and 64: 1");
    }

    private static void restore(RestoreTarget target) {
        target.restore(new ByteArrayInputStream(dump));
    }

    private Stream<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String permissionsOf(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
