package dev.seaworthy.backup.objects.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {
    private final byte[] archive = archive();

    private static byte[] archive() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarWriter tar = new TarWriter(out);
        try {
            tar.add("a".repeat(64), new byte[700], 700);
            tar.add("b".repeat(64), new byte[3], 3);
            tar.end();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static int read(byte[] archive) throws IOException {
        TarReader tar = new TarReader(new ByteArrayInputStream(archive));
        int count = 0;
        Optional<TarReader.Member> member = tar.next();
        while (member.isPresent()) {
            assertThat(tar.content().readAllBytes()).hasSize((int) member.get().size());
            count++;
            member = tar.next();
        }
        assertThat(tar.next()).isEmpty();
        return count;
    }

    @Test
    void reads_file_by_file() throws IOException {
        assertThat(archive).hasSize(6 * 512 + 512);
        assertThat(read(archive)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 124, 130, 150, 257, 3 * 512 + 5})
    void a_changed_header_is_none(int place) {
        byte[] changed = archive.clone();
        changed[place] ^= 1;

        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(IOException.class)
                .hasMessage("There is no file of an archive here");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 512, 1000, 3 * 512, 5 * 512, 6 * 512, 7 * 512 - 1})
    void a_cut_archive_is_told(int length) {
        assertThatThrownBy(() -> read(Arrays.copyOf(archive, length))).isInstanceOf(EOFException.class);
    }

    @Test
    void more_after_its_end_is_told() {
        assertThatThrownBy(() -> read(Arrays.copyOf(archive, archive.length + 1)))
                .isInstanceOf(IOException.class)
                .hasMessage("The archive goes on after its end");
    }
}
