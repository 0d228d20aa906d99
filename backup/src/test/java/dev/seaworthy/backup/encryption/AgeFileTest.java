package dev.seaworthy.backup.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.exceptionfactory.jagged.framework.format.StandardPayloadKeyReader;
import dev.seaworthy.backup.stage.Block;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The payload of age: its chunks, by the cases of the format's test vectors (C2SP CCTV), and beside {@code age}. */
class AgeFileTest {
    private static final int CHUNK = ChunkCipher.PLAIN_BYTES;
    private static final int SEALED = ChunkCipher.SEALED_BYTES;
    private static final int NONCE = 16;

    private final Identity identity = Identity.generate();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 40 * CHUNK + 7})
    @Tag("needs-age")
    void age_opens_what_we_seal(int size, @TempDir Path folder) throws Exception {
        Files.write(folder.resolve("sealed"), sealed(noise(size)));

        age(folder, "age -d -i key sealed > plain");

        assertThat(folder.resolve("plain")).hasBinaryContent(noise(size));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 40 * CHUNK + 7})
    @Tag("needs-age")
    void we_open_what_age_seals(int size, @TempDir Path folder) throws Exception {
        Files.write(folder.resolve("plain"), noise(size));

        age(folder, "age -r " + identity.recipient() + " -o sealed plain");

        assertThat(opened(Files.readAllBytes(folder.resolve("sealed")))).isEqualTo(noise(size));
    }

    private void age(Path folder, String command) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("key"), identity.privateKey().reveal());
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK, 2 * CHUNK, 2 * CHUNK + 9})
    void seals_as_many_bytes_as_the_format_says(int size) throws IOException {
        int chunks = Math.max(1, (size + CHUNK - 1) / CHUNK);

        byte[] sealed = sealed(noise(size));

        assertThat(sealed).hasSize(headerBytes(sealed) + NONCE + size + 16 * chunks);
    }

    @Test
    void seals_the_same_otherwise_each_time() throws IOException {
        byte[] first = sealed(noise(10));
        byte[] second = sealed(noise(10));

        assertThat(payload(first)).isNotEqualTo(payload(second));
    }

    @Test
    void refuses_a_payload_without_its_last_chunk() throws IOException {
        byte[] sealed = sealed(noise(3 * CHUNK));

        refuses(cut(sealed, payloadStart(sealed) + 2 * SEALED));
        refuses(cut(sealed, payloadStart(sealed) + SEALED));
    }

    @Test
    void refuses_a_payload_without_a_chunk() throws IOException {
        byte[] sealed = sealed(noise(3 * CHUNK));

        refuses(cut(sealed, payloadStart(sealed)));
    }

    @Test
    void refuses_a_chunk_that_is_shorter_than_its_tag() throws IOException {
        byte[] sealed = sealed(noise(CHUNK));

        refuses(cut(sealed, payloadStart(sealed) + 15));
    }

    @Test
    void refuses_chunks_that_changed_places() throws IOException {
        byte[] sealed = sealed(noise(3 * CHUNK));
        byte[] changed = sealed.clone();
        int start = payloadStart(sealed);
        System.arraycopy(sealed, start, changed, start + SEALED, SEALED);
        System.arraycopy(sealed, start + SEALED, changed, start, SEALED);

        refuses(changed);
    }

    @Test
    void refuses_a_chunk_that_comes_twice() throws IOException {
        byte[] sealed = sealed(noise(3 * CHUNK));
        byte[] changed = sealed.clone();
        int start = payloadStart(sealed);
        System.arraycopy(sealed, start, changed, start + SEALED, SEALED);

        refuses(changed);
    }

    @Test
    void refuses_a_chunk_that_is_left_out() throws IOException {
        byte[] sealed = sealed(noise(3 * CHUNK));
        int start = payloadStart(sealed);
        ByteBuffer changed = ByteBuffer.allocate(sealed.length - SEALED);
        changed.put(sealed, 0, start).put(sealed, start + SEALED, sealed.length - start - SEALED);

        refuses(changed.array());
    }

    @Test
    void refuses_a_flipped_bit_in_each_chunk() throws IOException {
        byte[] sealed = sealed(noise(3 * CHUNK));
        for (int chunk = 0; chunk < 3; chunk++) {
            byte[] changed = sealed.clone();
            changed[payloadStart(sealed) + chunk * SEALED + 5] ^= 1;
            refuses(changed);
        }
    }

    @Test
    void refuses_another_nonce_of_the_payload() throws IOException {
        byte[] sealed = sealed(noise(10));
        sealed[payloadStart(sealed) - 1] ^= 1;

        refuses(sealed);
    }

    @Test
    void refuses_an_empty_last_chunk_after_a_full_one() throws Exception {
        byte[] sealed = sealed(noise(CHUNK));
        ChunkCipher cipher = cipherOf(sealed);
        byte[] first = bytes(cipher.seal(new Block(0, noise(CHUNK), CHUNK, false)));
        byte[] last = bytes(cipher.seal(new Block(1, new byte[0], 0, true)));

        refuses(joined(cut(sealed, payloadStart(sealed)), first, last));
    }

    @Test
    void refuses_a_last_chunk_that_is_not_marked() throws Exception {
        byte[] sealed = sealed(noise(10));
        byte[] unmarked = bytes(cipherOf(sealed).seal(new Block(0, noise(10), 10, false)));

        refuses(joined(cut(sealed, payloadStart(sealed)), unmarked));
    }

    @Test
    void refuses_a_chunk_after_the_one_that_is_marked() throws Exception {
        byte[] sealed = sealed(noise(CHUNK));
        byte[] more = bytes(cipherOf(sealed).seal(new Block(1, noise(10), 10, true)));

        refuses(joined(sealed, more));
    }

    @Test
    void seals_and_opens_where_the_bytes_are_if_there_is_room() throws Exception {
        byte[] file = sealed(noise(10));
        byte[] room = Arrays.copyOf(noise(CHUNK), SEALED);

        Block sealed = cipherOf(file).seal(new Block(0, room, CHUNK, true));
        Block opened = cipherOf(file).open(sealed);

        assertThat(sealed.bytes()).isSameAs(room);
        assertThat(opened.bytes()).isSameAs(room);
        assertThat(bytes(opened)).isEqualTo(noise(CHUNK));
    }

    private ChunkCipher cipherOf(byte[] sealed) throws Exception {
        return new ChunkCipher(
                new StandardPayloadKeyReader().getPayloadKey(ByteBuffer.wrap(sealed), List.of(identity.reader())));
    }

    private static byte[] bytes(Block block) {
        return cut(block.bytes(), block.length());
    }

    private void refuses(byte[] sealed) {
        assertThatThrownBy(() -> opened(sealed)).isInstanceOf(IOException.class).hasMessageContaining("Chunk");
    }

    private byte[] sealed(byte[] plain) throws IOException {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream out = AgeFile.encrypt(sealed, List.of(identity.recipient()))) {
            out.write(plain);
        }
        return sealed.toByteArray();
    }

    private byte[] opened(byte[] sealed) throws IOException {
        try (InputStream in = AgeFile.decrypt(new ByteArrayInputStream(sealed), identity)) {
            return in.readAllBytes();
        }
    }

    private static int headerBytes(byte[] sealed) {
        int mac = new String(sealed, StandardCharsets.ISO_8859_1).indexOf("\n--- ");
        return mac + "\n--- ".length() + 43 + 1;
    }

    private static int payloadStart(byte[] sealed) {
        return headerBytes(sealed) + NONCE;
    }

    private static byte[] payload(byte[] sealed) {
        return Arrays.copyOfRange(sealed, payloadStart(sealed), sealed.length);
    }

    private static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(1).nextBytes(noise);
        return noise;
    }
}
