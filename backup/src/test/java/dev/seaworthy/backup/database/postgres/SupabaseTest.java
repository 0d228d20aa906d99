package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database laid out like a project of Supabase. */
@Tag("needs-pg_dump")
class SupabaseTest {
    private static PostgresConnection project;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeAll
    static void create() {
        project = TestPostgres.database(
                "CREATE SCHEMA auth",
                "CREATE TABLE auth.users (id int PRIMARY KEY)",
                "INSERT INTO auth.users VALUES (1), (2)",
                "CREATE FUNCTION auth.uid() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE SCHEMA storage",
                "CREATE TABLE storage.objects (id int)",
                "CREATE SCHEMA _timescaledb_catalog",
                "CREATE TABLE _timescaledb_catalog.chunk (id int)",
                "CREATE SCHEMA timescaledb_information",
                "CREATE TABLE timescaledb_information.jobs (id int)",
                "CREATE SCHEMA extensions",
                "CREATE EXTENSION hstore SCHEMA extensions",
                "CREATE SCHEMA authority",
                "CREATE TABLE authority.mine (id int)",
                "CREATE SCHEMA graphqlxpublic",
                "CREATE TABLE graphqlxpublic.mine (id int)",
                "CREATE TABLE content (id int, owner int, tags extensions.hstore)",
                "INSERT INTO content VALUES (1, 1, 'a=>1')",
                "ALTER TABLE content ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY own ON content USING (owner = auth.uid())");
    }

    @Test
    void leaves_out_what_supabase_manages() throws IOException {
        Dump dump = PostgresSource.supabase(project).dumpTo(out);

        assertThat(dump.rows()).containsOnlyKeys("authority.mine", "graphqlxpublic.mine", "public.content");
        assertThatThrownBy(() -> restored(PostgresScratchServer.of(TestPostgres.maintenance()), dump))
                .isInstanceOf(RestoreException.class)
                .hasMessageContaining("schema \"extensions\" does not exist");
    }

    @Test
    void is_proven_on_a_server_that_has_what_was_left_out() throws IOException {
        Dump dump = PostgresSource.supabase(project).dumpTo(out);
        PostgresScratchServer server = PostgresScratchServer.of(TestPostgres.maintenance())
                .preparedBy(
                        "CREATE SCHEMA extensions",
                        "CREATE SCHEMA auth",
                        "CREATE TABLE auth.users (id int)",
                        "CREATE FUNCTION auth.uid() RETURNS int LANGUAGE sql AS 'SELECT 1'");

        restored(server, dump);
    }

    @Test
    void holds_users_and_files_when_asked() throws IOException {
        Dump dump = PostgresSource.supabase(project).toBuilder()
                .include("auth", "storage", "extensions")
                .build()
                .dumpTo(out);

        assertThat(dump.rows())
                .containsOnlyKeys(
                        "auth.users", "authority.mine", "graphqlxpublic.mine", "public.content", "storage.objects");
        restored(PostgresScratchServer.of(TestPostgres.maintenance()), dump);
    }

    private void restored(ScratchServer server, Dump dump) {
        try (ScratchDatabase scratch = server.create(dump.fingerprint().locale())) {
            scratch.restore(new ByteArrayInputStream(out.toByteArray()));
            assertThat(dump.fingerprint().differences(scratch.fingerprint(dump.fingerprint())))
                    .isEmpty();
        }
    }

    @Test
    void says_when_the_preparation_fails_and_leaves_no_database() {
        long before = TestPostgres.databases();

        assertThatThrownBy(() -> PostgresScratchServer.of(TestPostgres.maintenance())
                        .preparedBy("CREATE NONSENSE")
                        .create(DatabaseLocale.C))
                .isInstanceOf(RestoreException.class)
                .hasMessageContaining("NONSENSE");

        assertThat(TestPostgres.databases()).isEqualTo(before);
    }
}
