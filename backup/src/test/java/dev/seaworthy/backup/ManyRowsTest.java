package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.TestPostgres;
import dev.seaworthy.testkit.Endurance;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of ten million rows, at its full size, dumped and proven in a heap of 64 MiB. */
@Tag("needs-pg_dump")
@Tag("endurance")
class ManyRowsTest {
    @Test
    void are_proven_in_constant_memory(@TempDir Path folder) throws Exception {
        int rows = Endurance.size(100_000, 10_000_000);
        PostgresConnection large = TestPostgres.database(
                "CREATE TABLE content AS SELECT n AS id, md5(n::text) AS body FROM generate_series(1, " + rows + ") n");
        Path figures = Path.of("target", "many-rows.txt");
        Files.deleteIfExists(figures);

        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xmx64m",
                        ManyRows.class.getName(),
                        String.valueOf(large.port()),
                        large.database(),
                        large.user(),
                        large.password().reveal(),
                        folder.toString(),
                        figures.toString())
                .inheritIO()
                .start();
        try {
            assertThat(child.waitFor()).isZero();
        } finally {
            child.destroyForcibly();
        }

        assertThat(Files.readString(figures)).contains("public.content=" + rows, "rows=" + rows + ",", "Proven[");
    }
}
