package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "K=v|v",
                "export K=v|v",
                "K = spaced out |spaced out",
                "K='a # b \\n'|a # b \\n",
                "K=\"say \\\"hi\\\"\"|say \"hi\"",
                "K=\"a\\\\b\"|a\\b",
                "K=p=q&r|p=q&r",
                "K=c:\\dir|c:\\dir"
            })
    void reads_a_value(String line, String expected) throws IOException {
        assertThat(read(line).find("K")).map(Source.Setting::text).contains(expected);
    }

    @Test
    void keeps_an_empty_value_empty() throws IOException {
        assertThat(read("K=").find("K")).map(Source.Setting::text).contains("");
    }

    @Test
    void reads_an_escaped_newline_in_double_quotes() throws IOException {
        assertThat(read("K=\"a\\nb\"").find("K")).map(Source.Setting::text).contains("a\nb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "K=a#b",
                "K=a #b",
                "K='a",
                "K=a'b",
                "K=\"a\"b\"",
                "K=\"a\\\"",
                "K=`a`",
                "no equals",
                "1K=v",
                "K v"
            })
    void refuses_a_line_that_other_readers_read_otherwise(String line) throws IOException {
        assertThat(read(line).problems()).hasSize(1);
        assertThat(read(line).find("K")).isEmpty();
    }

    @Test
    void refuses_a_variable_set_twice() throws IOException {
        assertThat(read("K=a\nK=b").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.subject()).endsWith(".env:2"));
    }

    @Test
    void skips_comments_and_empty_lines() throws IOException {
        assertThat(read("\n# comment\n   \n\r\nK=v\r\n").problems()).isEmpty();
    }

    @Test
    void reads_any_bytes_without_throwing() throws IOException {
        Random random = new Random(20261124); // seeded: the same lines in each run
        String alphabet = "KA=_ #'\"\\`\n\t\r$é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(24), 0, alphabet.length()).forEach(at -> text.append(alphabet.charAt(at)));
            assertThat(DotEnv.parse("fuzz", text.toString().lines().toList())).isNotNull();
        }
    }

    private DotEnv read(String text) throws IOException {
        return DotEnv.read(Files.writeString(folder.resolve(".env"), text));
    }
}
