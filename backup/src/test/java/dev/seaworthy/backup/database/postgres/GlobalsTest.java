package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.postgres.program.ClientPrograms;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("needs-pg_dump")
class GlobalsTest {
    private static final String PASSWORD = "verySecret7";

    private static PostgresConnection database;

    @BeforeAll
    static void create() {
        database = TestPostgres.database(
                "CREATE ROLE \"Häuptling\" NOLOGIN",
                "CREATE ROLE clerk LOGIN PASSWORD '" + PASSWORD + "'",
                "ALTER ROLE clerk SET statement_timeout TO '3s'",
                "CREATE ROLE anon",
                "CREATE ROLE supabase_admin",
                "ALTER ROLE anon SET statement_timeout TO '4s'",
                "GRANT anon TO supabase_admin",
                "GRANT anon TO clerk",
                "GRANT clerk TO supabase_admin");
    }

    @AfterAll
    static void drop() {
        TestPostgres.execute(database, "DROP ROLE \"Häuptling\", clerk, anon, supabase_admin");
    }

    @Test
    void make_the_roles_without_their_passwords() {
        assertThat(PostgresSource.of(database).globals())
                .contains(
                        "CREATE ROLE \"Häuptling\";",
                        "CREATE ROLE clerk;",
                        "ALTER ROLE clerk SET statement_timeout TO '3s';",
                        "CREATE ROLE anon;",
                        "GRANT anon TO supabase_admin")
                .doesNotContain(PASSWORD, "SCRAM", TestPostgres.PASSWORD.reveal());
    }

    /** The server keeps the bytes of whoever has made the role. */
    @Test
    void name_the_roles_of_a_database_that_is_not_of_UTF_8() {
        PostgresConnection latin = TestPostgres.databaseOf("LATIN1", "CREATE ROLE \"Käpten\"");
        try {
            assertThat(PostgresSource.of(latin).globals()).contains("CREATE ROLE \"Käpten\";");
            assertThatThrownBy(() -> PostgresSource.of(database).globals()).isInstanceOf(DumpException.class);
        } finally {
            TestPostgres.execute(latin, "DROP ROLE \"Käpten\"");
        }
    }

    @Test
    void leave_out_the_roles_that_supabase_manages() {
        assertThat(PostgresSource.supabase(database).toBuilder().build().globals())
                .contains("CREATE ROLE clerk;", "GRANT anon TO clerk", "GRANT clerk TO supabase_admin")
                .doesNotContain("ROLE anon", "ROLE supabase_admin", "GRANT anon TO supabase_admin", "ROLE postgres");
    }

    @Test
    void need_no_superuser_but_somebody_who_may_connect() {
        PostgresConnection clerk = new PostgresConnection(
                database.host(), database.port(), database.database(), "clerk", Secret.of(PASSWORD));
        PostgresConnection nobody = new PostgresConnection(
                database.host(), database.port(), database.database(), "nobody", Secret.of(PASSWORD));

        assertThat(PostgresSource.of(clerk).globals()).contains("CREATE ROLE clerk;");
        assertThatThrownBy(() -> PostgresSource.of(nobody).globals())
                .isInstanceOf(DumpException.class)
                .hasMessageStartingWith("Could not dump the roles")
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void say_why_the_program_failed(@TempDir Path folder) throws IOException {
        Path program = Files.writeString(folder.resolve("pg_dumpall"), """
                #!/bin/sh
                if [ "$1" = --version ]; then echo 'pg_dumpall (PostgreSQL) 15.1'; exit 0; fi
                echo 'permission denied for pg_authid' >&2
                exit 1
                """);
        program.toFile().setExecutable(true);

        assertThatThrownBy(() -> PostgresSource.builder(database)
                        .programs(new ClientPrograms(List.of(folder)))
                        .build()
                        .globals())
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("exit status 1: permission denied for pg_authid");
    }

    @Test
    void are_refused_with_a_name_that_is_not_of_UTF_8(@TempDir Path folder) throws IOException {
        Path program = Files.writeString(folder.resolve("pg_dumpall"), """
                #!/bin/sh
                if [ "$1" = --version ]; then echo 'pg_dumpall (PostgreSQL) 15.1'; exit 0; fi
                printf 'CREATE ROLE "K\\344pten";\\n'
                """);
        program.toFile().setExecutable(true);

        assertThatThrownBy(() -> PostgresSource.builder(database)
                        .programs(new ClientPrograms(List.of(folder)))
                        .build()
                        .globals())
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("not all of UTF-8");
    }

    @Test
    void say_what_to_install() {
        assertThatThrownBy(() -> PostgresSource.builder(database)
                        .programs(new ClientPrograms(List.of(Path.of("/nonexistent"))))
                        .build()
                        .globals())
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("There is no pg_dumpall of version 15 or newer");
    }
}
