package dev.seaworthy.core.deploy.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationsTest {
    @TempDir
    Path folder;

    @Test
    void they_are_read_from_a_file() throws Exception {
        Confirmations read = Confirmations.read(file("""
                {"confirmations": {
                  "security audit": {"by": "Ada Lovelace", "at": "2026-11-27T09:00:00Z"},
                  "load test": {"by": "Grace Hopper", "at": "2026-11-26T09:00:00Z"}}}
                """));

        assertThat(read.of("security audit"))
                .contains(new Confirmation("Ada Lovelace", Instant.parse("2026-11-27T09:00:00Z")));
        assertThat(read.of("load test").orElseThrow().by()).isEqualTo("Grace Hopper");
        assertThat(read.of("other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"confirmations\": {\"a\": {\"by\": \"Ada\"}}}",
                "{\"confirmations\": {\"a\": {\"by\": \"Ada\", \"at\": \"yesterday\"}}}",
                "{\"confirmations\": {\"a\": {\"by\": \" \", \"at\": \"2026-11-27T09:00:00Z\"}}}",
                "{\"confirmations\": {\"a\": {\"by\": \"A\\u001b[31m\", \"at\": \"2026-11-27T09:00:00Z\"}}}",
                "{\"confirmations\": {\"a\": {\"by\": \"Ada\", \"at\": \"2026-11-27T09:00:00Z\", \"x\": 1}}}",
                "{\"confirmations\": {\"a\": {\"by\": \"A\", \"at\": \"2026-11-27T09:00:00Z\"},"
                        + " \"a\": {\"by\": \"B\", \"at\": \"2026-11-27T09:00:00Z\"}}}"
            })
    void a_file_that_is_none_is_refused_by_its_name(String text) throws Exception {
        Path file = file(text);

        assertThatExceptionOfType(ChecklistException.class)
                .isThrownBy(() -> Confirmations.read(file))
                .withMessageStartingWith("Can't read the confirmations of " + file + ": ");
    }

    @Test
    void a_file_that_is_not_there_or_too_large_is_refused() throws Exception {
        assertThatExceptionOfType(ChecklistException.class)
                .isThrownBy(() -> Confirmations.read(folder.resolve("none.json")));
        assertThatExceptionOfType(ChecklistException.class)
                .isThrownBy(() -> Confirmations.read(file(" ".repeat(1_000_001))))
                .withMessageContaining("larger than 1000000 bytes");
    }

    @Test
    void a_later_confirmation_takes_the_place_of_an_earlier_one() {
        Confirmations first = Confirmations.none().with("a", "Ada", Instant.EPOCH);
        Confirmations second = first.with("a", "Grace", Instant.EPOCH);

        assertThat(first.of("a").orElseThrow().by()).isEqualTo("Ada");
        assertThat(second.of("a").orElseThrow().by()).isEqualTo("Grace");
    }

    @Test
    void a_confirmation_without_a_name_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Confirmations.none().with("a", "", Instant.EPOCH))
                .withMessageContaining("A confirmation's name must be");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("confirmations.json"), text);
    }
}
