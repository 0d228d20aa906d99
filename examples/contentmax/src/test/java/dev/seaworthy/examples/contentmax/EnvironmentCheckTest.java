package dev.seaworthy.examples.contentmax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentCheckTest {
    @TempDir
    private Path folder;

    private Path dotEnv;
    private EnvironmentCheck check;

    @BeforeEach
    void whole() throws IOException {
        dotEnv = Files.copy(Path.of("contentmax.env"), folder.resolve("contentmax.env"));
        check = new EnvironmentCheck(dotEnv);
    }

    @Test
    void a_whole_environment_passes() {
        assertThat(check.run().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void a_variable_that_was_taken_away_since_fails_and_no_value_is_told() throws Exception {
        assertThat(check.run().status()).isEqualTo(Status.PASSED);

        List<String> lines = Files.readAllLines(dotEnv);
        lines.removeIf(line -> line.startsWith("GSC_PROPERTY_ID="));
        Files.write(dotEnv, lines);
        Verdict verdict = check.run();

        assertThat(verdict.status()).isEqualTo(Status.FAILED);
        assertThat(verdict.figures()).containsEntry("problems", "1");
        assertThat(verdict.toString()).doesNotContain("example-");
    }
}
