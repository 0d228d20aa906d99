package dev.seaworthy.core.deploy.vercel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.deploy.vercel.problem.VercelProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftTest {
    @TempDir
    Path folder;

    @Test
    void another_order_blanks_and_the_schema_are_no_drift() throws IOException {
        VercelConfig declared = Fixtures.of("{'regions': ['iad1'], 'images': {'sizes': [1.0, 2]}, '$schema': 'a'}");
        Path file = folder.resolve("vercel.json");
        Files.writeString(file, "{\"$schema\":\"b\",\"images\":{\"sizes\":[1,2]},\n\n\"regions\":[\"iad1\"]}");

        assertThatCode(() -> declared.assertUpToDate(file)).doesNotThrowAnyException();
        assertThat(declared.differences(Fixtures.of("{'regions': ['iad1'], 'images': {'sizes': [1, 2]}}")))
                .isEmpty();
    }

    @Test
    void each_place_that_differs_is_told_and_no_value() {
        Path file = folder.resolve("vercel.json");
        Fixtures.contentMax().env("OTHER", "one").build().write(file);
        VercelConfig declared = Fixtures.contentMax()
                .env("OTHER", "two")
                .regions("iad1", "fra1")
                .redirect(Redirect.temporary("/b", "/c"))
                .without("devCommand")
                .build();

        assertThatThrownBy(() -> declared.assertUpToDate(file))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/regions/1: differs")
                .hasMessageContaining("/regions/2: is in the file, and not declared")
                .hasMessageContaining("/redirects/1: is declared, and missing")
                .hasMessageContaining("/devCommand: is in the file")
                .hasMessageContaining("/env/OTHER: differs")
                .hasMessageNotContainingAny("one\"", "two", "sfo1", "npm run");
        assertThat(pointers(declared.differences(VercelConfig.read(file))))
                .containsExactlyInAnyOrder("/regions/1", "/regions/2", "/redirects/1", "/devCommand", "/env/OTHER");
    }

    @Test
    void null_is_not_the_same_as_nothing() {
        assertThat(pointers(Fixtures.of("{'framework': null}").differences(Fixtures.of("{}"))))
                .containsExactly("/framework");
        assertThat(pointers(Fixtures.of("{'a': {'b': 1}}").differences(Fixtures.of("{'a': [1]}"))))
                .containsExactly("/a");
    }

    @Test
    void of_functions_the_order_counts() {
        VercelConfig one = Fixtures.of("{'functions': {'api/a.js': {}, 'api/*.js': {}}}");
        VercelConfig other = Fixtures.of("{'functions': {'api/*.js': {}, 'api/a.js': {}}}");

        assertThat(pointers(one.differences(other))).containsExactly("/functions");
        assertThat(one).isNotEqualTo(other);
    }

    private static List<String> pointers(List<VercelProblem> problems) {
        return problems.stream().map(VercelProblem::pointer).toList();
    }
}
