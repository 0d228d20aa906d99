package dev.seaworthy.core.config.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class DotEnvTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void reads_a_file(Dialect dialect) throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "A=ä😀\nB='b'");

        DotEnv read = DotEnv.read(file, dialect);

        assertThat(read.entries())
                .containsExactly(new DotEnv.Entry("A", "ä😀", 1, false), new DotEnv.Entry("B", "b", 2, true));
        assertThat(read.refusals()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void drops_a_byte_order_mark(Dialect dialect) {
        assertThat(Outcome.of("\ufeffK=v", dialect)).isEqualTo("K=v");
    }

    @ParameterizedTest
    @EnumSource
    void ends_a_line_at_lf_crlf_and_cr(Dialect dialect) {
        assertThat(DotEnv.parse("test", "A=1\r\nB=2\rC=3\n\r\nD=4", dialect).entries())
                .extracting(entry -> entry.name() + entry.value() + "@" + entry.line())
                .containsExactly("A1@1", "B2@2", "C3@3", "D4@5");
    }

    @ParameterizedTest
    @EnumSource
    void reads_nothing_out_of_nothing(Dialect dialect) {
        assertThat(Outcome.of("", dialect)).isEmpty();
        assertThat(Outcome.of(" \n\t\r\n", dialect)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refuses_a_text_with_a_nul_as_a_whole(Dialect dialect) {
        assertThat(Outcome.of("A=1\nB=\0\nC=3\0", dialect)).isEqualTo("refused 2");
    }

    @Test
    void refuses_what_is_not_utf8() throws IOException {
        Path file = Files.write(folder.resolve(".env"), "K=ä".getBytes(StandardCharsets.ISO_8859_1));

        refuses(file, "must be UTF-8; save it in that encoding");
    }

    @Test
    void refuses_a_file_that_is_absent() {
        refuses(folder.resolve(".env"), "must exist; create it, or correct its path");
    }

    @Test
    void refuses_a_file_below_a_file() throws IOException {
        Path file = Files.createFile(folder.resolve("a")).resolve(".env");

        assertThat(DotEnv.read(file, Dialect.STRICT).refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.rule()).contains("its path")); // JDKs tell it apart or not
    }

    @Test
    void refuses_a_folder_and_a_device() {
        String rule = "must be a regular file, not a folder, a pipe or a device; correct its path";
        refuses(folder, rule);
        refuses(Path.of("/dev/zero"), rule);
    }

    @Test
    @Tag("needs-mkfifo")
    void does_not_wait_for_the_writer_of_a_pipe() throws Exception {
        Path pipe = folder.resolve(".env");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        refuses(pipe, "must be a regular file, not a folder, a pipe or a device; correct its path");
    }

    @Test
    void follows_a_link_to_a_file() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "K=v");

        assertThat(DotEnv.read(Files.createSymbolicLink(folder.resolve(".env"), file), Dialect.STRICT)
                        .entries())
                .hasSize(1);
    }

    @Test
    void reads_a_file_of_the_largest_size_and_none_that_is_larger() throws IOException {
        assertThat(DotEnv.MAX_BYTES).isEqualTo(1024 * 1024);
        Path file = Files.writeString(folder.resolve(".env"), "K=" + "v".repeat(DotEnv.MAX_BYTES - 2));
        assertThat(DotEnv.read(file, Dialect.STRICT).entries()).hasSize(1);

        Files.writeString(file, "K=" + "v".repeat(DotEnv.MAX_BYTES - 1));
        refuses(file, "must be at most 1048576 bytes; correct its path");
    }

    @Test
    void shows_no_value() {
        DotEnv read = DotEnv.parse(".env", "TOKEN=s3cr3t\n!s3cr3t", Dialect.STRICT);

        assertThat(read).hasToString(".env (1 entries, 1 refusals)");
        assertThat(read.entries()).hasToString("[Entry[name=TOKEN, line=1, literal=false]]");
        assertThat(read.refusals().toString()).doesNotContain("s3cr3t");
    }

    @Test
    void cannot_be_changed() {
        DotEnv read = DotEnv.parse(".env", "K=v\n!", Dialect.STRICT);

        assertThatThrownBy(read.entries()::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(read.refusals()::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without NullAway may pass
    void asks_for_a_dialect() {
        assertThatNullPointerException()
                .isThrownBy(() -> DotEnv.parse(".env", "", null))
                .withMessage("dialect");
    }

    private static void refuses(Path file, String rule) {
        DotEnv read = DotEnv.read(file, Dialect.STRICT);

        assertThat(read.entries()).isEmpty();
        assertThat(read.refusals()).containsExactly(new DotEnv.Refusal(0, rule));
    }
}
