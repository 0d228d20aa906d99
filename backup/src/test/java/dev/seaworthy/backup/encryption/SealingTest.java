package dev.seaworthy.backup.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingTest {
    private static final int CHUNK = 64 * 1024;
    private static final int TAG = 16;

    private final Identity identity = Identity.generate();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 1_000_000})
    void opens_what_it_sealed(int size) throws IOException {
        byte[] plain = noise(size);

        byte[] stored = seal(plain, identity.recipient());

        assertThat(open(stored, identity)).isEqualTo(plain);
    }

    @Test
    void compresses_before_it_encrypts() throws IOException {
        assertThat(seal(new byte[1_000_000], identity.recipient())).hasSizeLessThan(1000);
    }

    @Test
    void opens_with_the_key_of_each_recipient() throws IOException {
        Identity escrow = Identity.generate();

        byte[] stored = seal(noise(100), identity.recipient(), escrow.recipient());

        assertThat(open(stored, identity)).isEqualTo(noise(100));
        assertThat(open(stored, escrow)).isEqualTo(noise(100));
    }

    @Test
    void does_not_open_with_another_key() throws IOException {
        byte[] stored = seal(noise(100), identity.recipient());

        assertThatThrownBy(() -> open(stored, Identity.generate()))
                .isInstanceOf(EncryptionException.class)
                .hasMessageContaining("another key");
    }

    @Test
    void finds_one_flipped_bit_anywhere() throws IOException {
        byte[] stored = seal(noise(3 * CHUNK), identity.recipient());

        for (int at = 0; at < stored.length; at += 997) {
            byte[] changed = stored.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> open(changed, identity)).isInstanceOf(EncryptionException.class);
        }
    }

    @Test
    void finds_a_cut_at_any_place() throws IOException {
        byte[] stored = seal(noise(3 * CHUNK), identity.recipient());
        int header = new String(stored, StandardCharsets.ISO_8859_1).indexOf("\n--- ") + 5 + 43 + 1;

        int payload = header + 16;
        int[] cuts = {0, 1, header, payload, payload + CHUNK + TAG, payload + 2 * (CHUNK + TAG), stored.length - 1};
        for (int cut : cuts) {
            assertThatThrownBy(() -> open(Arrays.copyOf(stored, cut), identity))
                    .as("cut at %s of %s", cut, stored.length)
                    .isInstanceOf(EncryptionException.class);
        }
    }

    @Test
    void finds_bytes_after_the_end() throws IOException {
        byte[] stored = seal(noise(100), identity.recipient());

        assertThatThrownBy(() -> open(Arrays.copyOf(stored, stored.length + 1), identity))
                .isInstanceOf(EncryptionException.class);
    }

    @Test
    void leaves_the_failures_of_its_source_as_they_are() {
        IllegalStateException failure = new IllegalStateException("the store is gone");

        assertThatThrownBy(() -> Sealing.open(failing(failure), identity)).isSameAs(failure);
    }

    @Test
    void seals_to_somebody() {
        assertThatThrownBy(() -> Sealing.seal(new ByteArrayOutputStream(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closes_what_it_writes_to_and_reads_from() throws IOException {
        boolean[] closed = new boolean[2];
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        Sealing.seal(out, List.of(identity.recipient())).close();
        InputStream in = new ByteArrayInputStream(out.toByteArray()) {
            @Override
            public void close() {
                closed[1] = true;
            }
        };

        assertThatCode(Sealing.open(in, identity)::close).doesNotThrowAnyException();

        assertThat(closed).containsExactly(true, true);
    }

    private static InputStream failing(RuntimeException failure) {
        return new InputStream() {
            @Override
            public int read() {
                throw failure;
            }
        };
    }

    private static byte[] seal(byte[] plain, Recipient... recipients) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream out = Sealing.seal(stored, List.of(recipients))) {
            out.write(plain);
        }
        return stored.toByteArray();
    }

    private static byte[] open(byte[] stored, Identity identity) throws IOException {
        try (InputStream in = Sealing.open(new ByteArrayInputStream(stored), identity)) {
            return in.readAllBytes();
        }
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(1).nextBytes(noise);
        return noise;
    }
}
