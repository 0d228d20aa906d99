package dev.seaworthy.backup.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "3, 4", "19, 1", "1, 64"})
    void opens_what_it_compressed(int level, int threads) throws IOException {
        byte[] plain = text(300_000);

        byte[] compressed = compressed(plain, new Compression(level, threads));

        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(compressed))) {
            assertThat(in.readAllBytes()).isEqualTo(plain);
        }
    }

    @Test
    void is_of_level_3_in_one_thread_unless_said_otherwise() {
        assertThat(Compression.DEFAULT).isEqualTo(new Compression(3, 1));
    }

    @Test
    void is_smaller_at_a_higher_level() throws IOException {
        byte[] plain = text(300_000);

        assertThat(compressed(plain, new Compression(19, 1)))
                .hasSizeLessThan(compressed(plain, new Compression(1, 1)).length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void is_done_by_so_many_threads_of_zstd_until_its_end(int threads) throws Exception {
        Map<String, Long> counts = counted(1_000_000, threads);

        assertThat(counts).isEqualTo(Map.of("written", (long) threads, "closed", 0L));
    }

    @Test
    void needs_no_thread_for_what_is_small() throws Exception {
        assertThat(counted(100_000, 3)).isEqualTo(Map.of("written", 0L, "closed", 0L));
    }

    /** They have the name of the thread that made them, of which the system keeps 15 characters. */
    private static Map<String, Long> counted(int bytes, int threads) throws Exception {
        FutureTask<Map<String, Long>> work = new FutureTask<>(() -> {
            OutputStream out = Sealing.compress(OutputStream.nullOutputStream(), new Compression(1, threads));
            out.write(text(bytes));
            long written = others("zstd-in-a-test");
            out.close();
            return Map.of("written", written, "closed", others("zstd-in-a-test"));
        });
        new Thread(work, "zstd-in-a-test").start();
        return work.get();
    }

    private static long others(String name) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.filter(thread -> isNamed(thread, name)).count() - 1;
        }
    }

    private static boolean isNamed(Path thread, String name) {
        try {
            return Files.readString(thread.resolve("comm")).strip().equals(name);
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    @Test
    void is_the_same_by_several_threads() throws IOException {
        byte[] plain = text(20_000_000);

        assertThat(compressed(plain, new Compression(1, 4))).isEqualTo(compressed(plain, new Compression(1, 1)));
    }

    @Test
    void has_a_checksum() throws IOException {
        int frameHeaderDescriptor = compressed(text(10), Compression.DEFAULT)[4];

        assertThat(frameHeaderDescriptor & 0b100).as("RFC 8878, 3.1.1.1.1.5").isNotZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "20, 1", "3, 0", "3, 65"})
    void refuses_what_zstd_cannot(int level, int threads) {
        assertThatThrownBy(() -> new Compression(level, threads))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 19")
                .hasMessageContaining("1 to 64");
    }

    @Test
    void closes_what_it_writes_to_even_if_it_cannot_end() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("full");
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        OutputStream out = Sealing.compress(full, Compression.DEFAULT);
        out.write(1);

        assertThatThrownBy(out::close).isInstanceOf(IOException.class);

        assertThat(closed).isTrue();
    }

    /** What failed is told once, so that nobody adds it to itself. */
    @Test
    void ends_in_silence_after_a_write_has_failed() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        IOException full = new IOException("full");
        OutputStream out = Sealing.compress(
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw full;
                    }

                    @Override
                    public void close() {
                        closed.set(true);
                    }
                },
                Compression.DEFAULT);

        assertThatThrownBy(() -> out.write(noise(20_000_000))).isSameAs(full);
        assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class).hasCause(full);
        out.close();

        assertThat(closed).isTrue();
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(5).nextBytes(noise);
        return noise;
    }

    private static byte[] compressed(byte[] plain, Compression compression) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = Sealing.compress(compressed, compression)) {
            out.write(plain);
        }
        return compressed.toByteArray();
    }

    /** Of a few letters, so that it can be made smaller, more or less. */
    private static byte[] text(int size) {
        byte[] text = new byte[size];
        Random random = new Random(4);
        for (int i = 0; i < size; i++) {
            text[i] = (byte) ('a' + random.nextInt(1 + i % 13));
        }
        return text;
    }
}
