package dev.seaworthy.core.config.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentTest {
    private final Schema<ShopSettings> schema = Schema.of(ShopSettings.class);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void holds_no_default_of_a_secret(Document document) {
        assertThat(document.of(schema)).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @EnumSource
    void ends_its_lines_in_lf_and_holds_no_control_character(Document document) {
        assertThat(document.of(schema)).endsWith("\n").doesNotContainPattern("[\\p{Cc}\\u2028\\u202E&&[^\\n]]");
    }

    @ParameterizedTest
    @EnumSource
    void is_the_same_each_time(Document document) {
        assertThat(document.of(Schema.of(ShopSettings.class))).isEqualTo(document.of(schema));
    }

    @ParameterizedTest
    @EnumSource
    void is_current_when_it_was_just_written(Document document) {
        Path file = folder.resolve("new/folder/document");

        document.writeTo(file, schema);

        assertThat(file).hasContent(document.of(schema));
        assertThatCode(() -> document.requireCurrent(file, schema)).doesNotThrowAnyException();
    }

    @Test
    void takes_the_place_of_the_old_file_and_leaves_nothing_beside_it() throws IOException {
        Path file = Files.writeString(folder.resolve(".env.example"), "OLD=1\n".repeat(10_000));

        Document.DOT_ENV_EXAMPLE.writeTo(file, schema);

        assertThat(file).hasBinaryContent(Document.DOT_ENV_EXAMPLE.of(schema).getBytes(UTF_8));
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void says_which_file_could_not_be_written() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "").resolve("below");

        assertThatThrownBy(() -> Document.MARKDOWN.writeTo(file, schema))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void takes_the_line_ends_of_windows_for_no_drift() throws IOException {
        Path file = write(Document.COMPOSE.of(schema).replace("\n", "\r\n"));

        assertThatCode(() -> Document.COMPOSE.requireCurrent(file, schema)).doesNotThrowAnyException();
    }

    @Test
    void names_the_line_that_drifted_and_not_what_is_there() throws IOException {
        Path file = write(Document.DOT_ENV_EXAMPLE.of(schema).replace("\nAPI_KEY=\n", "\nAPI_KEY=sk_live_real\n"));

        DriftException drift = drift(file);

        assertThat(drift.file()).isEqualTo(file);
        assertThat(Files.readAllLines(file).get(drift.line() - 1)).isEqualTo("API_KEY=sk_live_real");
        assertThat(drift)
                .hasMessage(file + " is not what the schema says: line " + drift.line()
                        + " should be \"API_KEY=\". Write it anew: Document.DOT_ENV_EXAMPLE.writeTo(Path.of(\"" + file
                        + "\"), schema)")
                .hasNoCause();
    }

    @Test
    void names_the_first_line_too_many_and_not_what_is_there() throws IOException {
        String current = Document.DOT_ENV_EXAMPLE.of(schema);

        DriftException drift = drift(write(current + "API_KEY=sk_live_real\n"));

        assertThat(drift.line()).isEqualTo(current.split("\n", -1).length);
        assertThat(drift).message().doesNotContain("sk_live_real");
    }

    @Test
    void names_the_first_line_too_few() throws IOException {
        DriftException drift = drift(write("# one of development, test, production; optional; default production\n"));

        assertThat(drift.line()).isEqualTo(2);
        assertThat(drift).hasMessageContaining("line 2 should be \"# NODE_ENV=production\"");
    }

    @Test
    void says_that_a_file_is_absent() {
        DriftException drift = drift(folder.resolve("absent"));

        assertThat(drift.line()).isZero();
        assertThat(drift).hasMessageContaining("absent does not exist. Write it anew: Document.DOT_ENV_EXAMPLE");
    }

    @Test
    void says_that_a_file_is_not_utf_8() throws IOException {
        Path file = Files.write(folder.resolve("latin"), new byte[] {(byte) 0xE9});

        assertThat(drift(file)).hasMessageContaining("latin is not UTF-8");
    }

    @ParameterizedTest
    @EnumSource
    void is_made_of_a_schema_without_a_record_too(Document document) {
        Schema<?> keyed = Schema.of(Setting.of("PORT", Integer.class).build());

        assertThat(document.of(keyed)).contains(document == Document.NATIVE_IMAGE ? "reflection" : "PORT");
        assertThat(keyed.records()).isEqualTo(List.of());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("document"), text);
    }

    private DriftException drift(Path file) {
        return catchThrowableOfType(DriftException.class, () -> Document.DOT_ENV_EXAMPLE.requireCurrent(file, schema));
    }
}
