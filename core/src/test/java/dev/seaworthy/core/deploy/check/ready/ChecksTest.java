package dev.seaworthy.core.deploy.check.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class ChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"PT6H,    PASSED", "PT6H1S,  FAILED", "PT0S,    PASSED", "-PT1M,   PASSED", "-PT1M1S, INCONCLUSIVE"})
    void a_backup_is_young_enough_up_to_its_maximum_age(Duration age, Status status) throws Exception {
        Verdict verdict = Checks.notOlderThan(
                        "The newest backup", Duration.ofHours(6), () -> Optional.of(NOW.minus(age)), () -> NOW)
                .run();

        assertThat(verdict.status()).isEqualTo(status);
        assertThat(verdict.sentence()).startsWith("The newest backup is ");
        assertThat(verdict.figures()).containsEntry("age", age.toString()).containsEntry("maximum", "PT6H");
    }

    @Test
    void a_backup_that_is_not_there_fails() throws Exception {
        assertThat(Checks.notOlderThan("The newest backup", Duration.ofHours(6), Optional::empty)
                        .run())
                .isEqualTo(Verdict.failed("The newest backup: there is none").with("maximum", "PT6H"));
    }

    @Test
    void a_backup_made_just_now_is_young_by_the_clock_of_the_system() throws Exception {
        assertThat(Checks.notOlderThan("Backup", Duration.ofHours(1), () -> Optional.of(Instant.now()))
                        .run()
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void a_maximum_that_is_none_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.notOlderThan("Backup", Duration.ZERO, Optional::empty));
    }

    @Test
    void a_file_is_there_and_not_empty() throws Exception {
        Path file = Files.writeString(folder.resolve("runbook.md"), "text");
        Path empty = Files.createFile(folder.resolve("empty"));

        assertThat(Checks.file(file).run())
                .isEqualTo(Verdict.passed("The file is there: runbook.md").with("bytes", 4));
        assertThat(Checks.file(empty).run().status()).isEqualTo(Status.FAILED);
        assertThat(Checks.file(folder.resolve("none")).run().status()).isEqualTo(Status.FAILED);
        assertThat(Checks.file(folder).run().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void a_database_is_reached() throws Exception {
        try (TestDatabase database = PostgresServer.NEWEST.database()) {
            Verdict verdict = Checks.database(database.dataSource()).run();

            assertThat(verdict.status()).isEqualTo(Status.PASSED);
            assertThat(verdict.figures()).containsEntry("product", "PostgreSQL").containsKey("version");
        }
    }

    @Test
    void a_database_that_is_not_there_fails_and_no_password_is_told() throws Exception {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"127.0.0.1"});
        nowhere.setPortNumbers(new int[] {1});
        nowhere.setUser("app");
        nowhere.setPassword("hunter2");

        Verdict verdict = Checks.database(nowhere).run();

        assertThat(verdict.status()).isEqualTo(Status.FAILED);
        assertThat(verdict.sentence())
                .startsWith("The database is not reached: ")
                .doesNotContain("hunter2");
    }
}
