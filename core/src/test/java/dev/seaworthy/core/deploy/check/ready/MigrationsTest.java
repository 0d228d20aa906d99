package dev.seaworthy.core.deploy.check.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class MigrationsTest {
    /** The columns that Flyway gives its history in PostgreSQL. */
    private static final String HISTORY = """
            CREATE TABLE flyway_schema_history (
              installed_rank integer PRIMARY KEY, version varchar(50), description varchar(200) NOT NULL,
              type varchar(20) NOT NULL, script varchar(1000) NOT NULL, checksum integer,
              installed_by varchar(100) NOT NULL, installed_on timestamp NOT NULL DEFAULT now(),
              execution_time integer NOT NULL, success boolean NOT NULL)""";

    private final TestDatabase database;
    private int rank;

    @TempDir
    Path folder;

    MigrationsTest(PostgresServer server) {
        database = server.database();
        database.execute(HISTORY);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void a_history_with_all_versions_passes() throws Exception {
        applied("1", "1.1", "2");

        Verdict verdict = check("1.0", "2", "1_1").run();

        assertThat(verdict.status()).isEqualTo(Status.PASSED);
        assertThat(verdict.sentence()).isEqualTo("All 3 versions have been applied");
        assertThat(verdict.figures())
                .containsEntry("expected", "3")
                .containsEntry("pending", "0")
                .containsEntry("newest", "2");
    }

    @Test
    void a_version_that_is_pending_fails() throws Exception {
        applied("1", "2");

        Verdict verdict = check("1", "2", "9", "10").run();

        assertThat(verdict.status()).isEqualTo(Status.FAILED);
        assertThat(verdict.sentence()).isEqualTo("Not applied yet: 9, 10");
    }

    @Test
    void a_migration_that_failed_fails_versioned_or_repeatable() throws Exception {
        applied("1");
        row("2", "SQL", "V2__b.sql", false);
        row(null, "SQL", "R__views.sql", false);

        Verdict verdict = check("1", "2").run();

        assertThat(verdict.status()).isEqualTo(Status.FAILED);
        assertThat(verdict.sentence()).startsWith("A migration failed: 2, R__views.sql.");
    }

    @Test
    void a_version_of_a_newer_release_warns() throws Exception {
        applied("1", "2", "3");

        Verdict verdict = check("1", "2").run();

        assertThat(verdict.status()).isEqualTo(Status.WARNED);
        assertThat(verdict.sentence()).isEqualTo("Applied, and not known to this release: 3");
    }

    @Test
    void versions_that_were_applied_out_of_order_warn() throws Exception {
        applied("1", "10", "9", "11");

        Verdict verdict = check("1", "9", "10", "11").run();

        assertThat(verdict.status()).isEqualTo(Status.WARNED);
        assertThat(verdict.sentence()).isEqualTo("Applied out of order: 9");
    }

    @Test
    void a_baseline_stands_for_all_before_it() throws Exception {
        row("5", "BASELINE", "<< Flyway Baseline >>", true);
        applied("6");

        assertThat(check("1", "5", "6").run().status()).isEqualTo(Status.PASSED);
        assertThat(check("5.1", "6").run().sentence()).isEqualTo("Not applied yet: 5.1");
    }

    @Test
    void a_baseline_migration_stands_for_all_before_it_too() throws Exception {
        row("5", "SQL_BASELINE", "B5__all.sql", true);
        applied("6");

        assertThat(check("1", "5", "6").run().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void another_file_of_the_same_version_fails_and_its_folder_does_not_matter() throws Exception {
        Files.createDirectory(folder.resolve("more"));
        Files.writeString(folder.resolve("more/V1__first.sql"), "");
        Files.writeString(folder.resolve("V7__prices.sql"), "");
        row("1", "SQL", "old\\V1__first.sql", true);
        row("7", "SQL", "more/V7__users.sql", true);

        Verdict verdict = Migrations.of(database.dataSource(), folder).run();

        assertThat(verdict.status()).isEqualTo(Status.FAILED);
        assertThat(verdict.sentence())
                .isEqualTo("Another file was applied: V7 from V7__users.sql, this release has V7__prices.sql."
                        + " Give one of them a new version");
        assertThat(verdict.figures()).containsEntry("other file", "1");
        assertThat(check("1", "7").run().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void two_files_of_one_version_are_refused() throws Exception {
        Files.writeString(folder.resolve("V7__prices.sql"), "");
        Files.writeString(folder.resolve("V7_0__users.sql"), "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Migrations.of(database.dataSource(), folder))
                .withMessageContainingAll("two files of version 7", "V7__prices.sql", "V7_0__users.sql");
    }

    @Test
    void a_version_that_was_undone_or_deleted_is_pending_until_it_is_applied_again() throws Exception {
        applied("1", "2", "3");
        row("2", "UNDO_SQL", "U2__b.sql", true);
        row("3", "DELETE", "V3__c.sql", true);
        assertThat(check("1", "2", "3").run().sentence()).isEqualTo("Not applied yet: 2, 3");

        applied("2", "3");
        assertThat(check("1", "2", "3").run().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void a_repeatable_migration_and_the_row_of_the_schema_have_no_version() throws Exception {
        row(null, "SCHEMA", "\"app\"", true);
        row(null, "SQL", "R__views.sql", true);
        applied("1");

        assertThat(check("1").run().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void a_database_without_a_history_fails() throws Exception {
        Verdict verdict =
                check("1").table(TableName.of("app.flyway_schema_history")).run();

        assertThat(verdict.status()).isEqualTo(Status.FAILED);
        assertThat(verdict.sentence()).isEqualTo("There is no app.flyway_schema_history: nothing has been migrated");
    }

    @Test
    void a_history_of_another_name_is_read() throws Exception {
        database.execute(
                "CREATE SCHEMA \"App\"",
                "ALTER TABLE flyway_schema_history SET SCHEMA \"App\"",
                "ALTER TABLE \"App\".flyway_schema_history RENAME TO migrations");
        database.execute("INSERT INTO \"App\".migrations VALUES (1, '1', '', 'SQL', 'x', 0, 'x', now(), 0, true)");

        assertThat(check("1").table(TableName.of("App.migrations")).run().status())
                .isEqualTo(Status.PASSED);
    }

    /** A trap in the place of the history: reading it would write. */
    @Test
    void nothing_can_be_written() {
        database.execute(
                "CREATE TABLE trap (a int)",
                "CREATE FUNCTION spring() RETURNS int LANGUAGE sql AS 'INSERT INTO public.trap VALUES (1) RETURNING 1'",
                "CREATE VIEW trapped AS SELECT spring() AS installed_rank, '1'::text AS version, 'SQL'::text AS type,"
                        + " 'x'::text AS script, true AS success");

        assertThat(catchThrowable(
                        () -> check("1").table(TableName.of("trapped")).run()))
                .hasMessageContaining("read-only transaction");
        assertThat(database.query("SELECT * FROM trap")).isEmpty();
    }

    @Test
    void the_versions_of_a_release_are_those_of_its_files() throws Exception {
        Files.writeString(folder.resolve("V1__first.sql"), "");
        Files.writeString(folder.resolve("R__views.sql"), "");
        Files.writeString(folder.resolve("U1__undo.sql"), "");
        Files.writeString(folder.resolve("V1.5__notes.txt"), "");
        Files.createDirectory(folder.resolve("more"));
        Files.writeString(folder.resolve("more/V2_1__second.sql"), "");
        applied("1");

        Verdict verdict = Migrations.of(database.dataSource(), folder).run();

        assertThat(verdict.sentence()).isEqualTo("Not applied yet: 2.1");
        assertThat(verdict.figures()).containsEntry("expected", "2");
    }

    @Test
    void versions_that_are_none_and_none_at_all_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check("one"))
                .withMessage("No version of a migration: \"one\"");
        assertThatIllegalArgumentException().isThrownBy(() -> check("1."));
        assertThatIllegalArgumentException().isThrownBy(this::check);
        assertThatIllegalArgumentException().isThrownBy(() -> Migrations.of(database.dataSource(), folder));
    }

    private Migrations check(String... versions) {
        return Migrations.of(database.dataSource(), versions);
    }

    private void applied(String... versions) {
        for (String version : versions) {
            row(version, "SQL", "V" + version + "__x.sql", true);
        }
    }

    private void row(String version, String type, String script, boolean success) {
        rank++;
        database.execute("INSERT INTO flyway_schema_history VALUES (%d, %s, 'x', '%s', '%s', 0, 'x', now(), 1, %s)"
                .formatted(rank, version == null ? "NULL" : "'" + version + "'", type, script, success));
    }
}
