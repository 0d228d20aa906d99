package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.DatabaseContract;
import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.RestoreTarget;
import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.database.postgres.program.ClientPrograms;
import dev.seaworthy.backup.database.postgres.program.PasswordFile;
import dev.seaworthy.core.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("needs-pg_dump")
class PostgresTest extends DatabaseContract {
    @BeforeAll
    static void startServer() {
        TestPostgres.maintenance();
    }

    @Override
    protected DatabaseSource source() {
        return PostgresSource.of(TestPostgres.database(
                "CREATE TABLE content (id int PRIMARY KEY, body text)",
                "INSERT INTO content SELECT n, 'row ' || n FROM generate_series(1, 3) n",
                "CREATE TABLE empty (id int)"));
    }

    @Override
    protected DatabaseSource otherSource() {
        return PostgresSource.of(TestPostgres.database(
                "CREATE TABLE content (id int PRIMARY KEY, body text)",
                "INSERT INTO content SELECT n, 'row ' || n % 3 FROM generate_series(1, 3) n",
                "CREATE TABLE empty (id int)"));
    }

    @Override
    protected DatabaseSource apartSource() {
        PostgresConnection database = TestPostgres.database(
                "CREATE TABLE content (id int PRIMARY KEY, body varchar(10))",
                "INSERT INTO content SELECT n, 'row ' || n FROM generate_series(1, 3) n",
                "CREATE TABLE empty (id int)");
        return PostgresSource.builder(database).parallel(2, 1).build();
    }

    @Override
    protected RestoreTarget emptyTarget() {
        return PostgresTarget.builder(TestPostgres.database()).parallel(2).build();
    }

    @Override
    protected ScratchServer scratchServer() {
        return PostgresScratchServer.of(TestPostgres.maintenance());
    }

    @Test
    void counts_each_row_once_in_tables_of_any_kind_and_name() throws IOException {
        PostgresConnection database = TestPostgres.database(
                "CREATE SCHEMA \"Häfen\"",
                "CREATE TABLE \"Häfen\".\"Odd \"\"name\"\".x\" AS SELECT generate_series(1, 7)",
                "CREATE TABLE parts (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE part_a PARTITION OF parts FOR VALUES FROM (0) TO (5)",
                "CREATE TABLE part_b PARTITION OF parts FOR VALUES FROM (5) TO (100)",
                "INSERT INTO parts SELECT generate_series(0, 10)",
                "CREATE TABLE parent (id int)",
                "CREATE TABLE child () INHERITS (parent)",
                "INSERT INTO parent VALUES (1)",
                "INSERT INTO child VALUES (2), (3)",
                "CREATE VIEW seen AS SELECT * FROM parent",
                "CREATE MATERIALIZED VIEW kept AS SELECT * FROM parent",
                "CREATE TEMPORARY TABLE passing (id int)");

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Dump dump = PostgresSource.of(database).dumpTo(out);

        assertThat(dump.rows())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "\"Häfen\".\"Odd \"\"name\"\".x\"", 7L,
                        "public.part_a", 5L,
                        "public.part_b", 6L,
                        "public.parent", 1L,
                        "public.child", 2L));
        assertThat(differences(dump, out.toByteArray())).isEmpty();
    }

    @Test
    void dumps_the_instant_that_it_counted() throws IOException {
        PostgresConnection database = TestPostgres.database("CREATE TABLE content AS SELECT generate_series(1, 3)");
        ByteArrayOutputStream out = new AtFirstWrite(
                () -> TestPostgres.execute(database, "INSERT INTO content VALUES (4)", "CREATE TABLE later (id int)"));

        Dump dump = PostgresSource.of(database).dumpTo(out);

        assertThat(dump.rows()).containsExactlyEntriesOf(Map.of("public.content", 3L));
        assertThat(differences(dump, out.toByteArray())).isEmpty();
    }

    @Test
    void fails_rather_than_dump_the_rows_of_one_role() {
        PostgresConnection database = TestPostgres.database(
                "CREATE TABLE content AS SELECT generate_series(1, 3) AS id",
                "ALTER TABLE content ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY only_one ON content USING (id < 2)",
                "CREATE TABLE closed (id int)",
                "CREATE SCHEMA hidden",
                "CREATE TABLE hidden.deep (id int)",
                "DROP ROLE IF EXISTS weak",
                "CREATE ROLE weak LOGIN PASSWORD 'weak'",
                "GRANT SELECT ON content, hidden.deep TO weak");
        PostgresConnection weak = new PostgresConnection(
                database.host(), database.port(), database.database(), "weak", Secret.of("weak"));

        assertThatThrownBy(() -> PostgresSource.of(weak).dumpTo(OutputStream.nullOutputStream()))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("hidden.deep (no USAGE of its schema), public.closed (no SELECT),"
                        + " public.content (row-level security)");
        TestPostgres.execute(database, "DROP OWNED BY weak", "DROP ROLE weak");
    }

    @Test
    void shows_the_password_to_no_other_process() throws IOException {
        PostgresConnection database =
                TestPostgres.database("CREATE TABLE content AS SELECT generate_series(1, 200000)");
        StringBuilder seen = new StringBuilder();
        StringBuilder environment = new StringBuilder();

        PostgresSource.of(database)
                .dumpTo(new AtFirstWrite(() -> pgDumps().forEach(child -> {
                    seen.append(read("/proc/" + child.pid() + "/cmdline"));
                    environment.append(read("/proc/" + child.pid() + "/environ"));
                })));

        Path file = Path.of(find("PGPASSFILE=([^\0]+)", environment));
        assertThat(seen.toString()).contains("pg_dump", "--snapshot").doesNotContain(TestPostgres.PASSWORD.reveal());
        assertThat(environment.toString()).doesNotContain(TestPostgres.PASSWORD.reveal());
        assertThat(file).doesNotExist();
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void keeps_the_password_in_a_file_for_its_owner() throws IOException {
        Path path;
        try (PasswordFile file = PasswordFile.of(TestPostgres.PASSWORD)) {
            path = file.path();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
                    .isEqualTo("rwx------");
        }
        assertThat(path.getParent()).doesNotExist();
    }

    @Test
    void tells_what_failed_and_not_the_password() {
        PostgresConnection wrong = new PostgresConnection(
                "127.0.0.1", TestPostgres.maintenance().port(), "no_such", "seaworthy", TestPostgres.PASSWORD);

        assertThatThrownBy(() -> PostgresSource.of(wrong).dumpTo(OutputStream.nullOutputStream()))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("no_such")
                .hasMessageNotContaining(TestPostgres.PASSWORD.reveal());
        assertThat(wrong.toString()).doesNotContain(TestPostgres.PASSWORD.reveal());
    }

    @Test
    void drops_every_scratch_database() throws IOException {
        long before = TestPostgres.databases();

        restores_what_was_dumped();
        Dump dump = source().dumpTo(OutputStream.nullOutputStream());
        assertThatThrownBy(() -> differences(dump, new byte[10])).isInstanceOf(RestoreException.class);

        assertThat(TestPostgres.databases()).isEqualTo(before + 2); // the sources themselves
    }

    @Test
    void says_what_to_install_when_there_is_no_program() {
        PostgresSource source = PostgresSource.builder(TestPostgres.maintenance())
                .programs(new ClientPrograms(List.of(Path.of("/nonexistent"))))
                .build();

        assertThatThrownBy(() -> source.dumpTo(OutputStream.nullOutputStream()))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("There is no pg_dump of version 15 or newer");
    }

    private List<String> differences(Dump dump, byte[] bytes) {
        try (ScratchDatabase scratch = scratchServer().create(dump.fingerprint().locale())) {
            scratch.restore(new ByteArrayInputStream(bytes));
            return dump.fingerprint().differences(scratch.fingerprint(dump.fingerprint()));
        }
    }

    private static List<ProcessHandle> pgDumps() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/pg_dump"))
                .toList();
    }

    private static String find(String regex, CharSequence text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
