package dev.seaworthy.core.database.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.database.audit.AuditReport.NotChecked;
import dev.seaworthy.testkit.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that was stopped and comes up as a standby that waits for its primary. */
@Tag("endurance")
class StandbyTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void a_standby_is_asked_all_that_it_can_answer(PostgresServer version) throws IOException {
        Path data = folder.resolve("data");
        builder(version, data).start().close();
        Files.createFile(data.resolve("standby.signal"));

        try (EmbeddedPostgres standby = builder(version, data).start()) {
            AuditReport report = Audits.all().build().run(standby.getPostgresDatabase());

            assertThat(report.notChecked())
                    .extracting(NotChecked::rule)
                    .containsExactlyInAnyOrder(Rule.UNUSED_INDEX, Rule.TABLE_VACUUM_OVERDUE);
            assertThat(report.notChecked())
                    .allSatisfy(blind -> assertThat(blind.why()).contains("this is a standby"));
            assertThat(report.findings(Rule.SUPERUSER_CONNECTION)).hasSize(1);
        }
    }

    private EmbeddedPostgres.Builder builder(PostgresServer version, Path data) throws IOException {
        return version.builder(
                        Files.createDirectories(Path.of("target", "postgres").toAbsolutePath()))
                .setDataDirectory(data)
                .setCleanDataDirectory(false);
    }
}
