package dev.seaworthy.backup.encryption;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;

/**
 * Streams that compress with zstd and then encrypt in the format age v1, so that {@code age -d | zstd -d} opens them
 * too.
 *
 * <p><b>Guarantees</b>: only the private key of a recipient opens the content; a change, a cut or an addition anywhere
 * in it is found when it is read to its end (ChaCha20-Poly1305 in chunks, <a href="https://age-encryption.org/v1">age
 * v1</a>; zstd's own checksum inside).
 *
 * <p><b>Not covered</b>: who sealed it, since anyone may with the public key; how long it is.
 */
public final class Sealing {
    private Sealing() {}

    /**
     * A stream to write plain content to; closing it writes the end, closes {@code out}, and ends the threads that
     * encrypt. It throws what {@code out} does, though maybe later.
     */
    public static OutputStream seal(OutputStream out, Collection<Recipient> recipients) throws IOException {
        return compress(encrypt(out, recipients), Compression.DEFAULT);
    }

    /** The outer half of {@link #seal}: a stream to write compressed content to. */
    public static OutputStream encrypt(OutputStream out, Collection<Recipient> recipients) throws IOException {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("recipients must not be empty");
        }
        return AgeFile.encrypt(out, recipients);
    }

    /** The inner half of {@link #seal}: a stream to write plain content to. */
    public static OutputStream compress(OutputStream encrypted, Compression compression) throws IOException {
        return new CompressedStream(encrypted, compression);
    }

    /**
     * A stream to read plain content from; closing it closes {@code in}. It throws {@link EncryptionException} for what
     * it cannot open; so must {@code in} for nothing, and fail by unchecked exceptions of its own. It reads ahead, by
     * threads of its own that end when it is closed.
     *
     * @throws IOException if the thread was interrupted
     */
    public static InputStream open(InputStream in, Identity identity) throws IOException {
        return new OpenedStream(in, stored -> new ZstdInputStream(AgeFile.decrypt(stored, identity)));
    }

    /** The outer half of {@link #open}: a stream to read from what {@link #encrypt} was given. */
    public static InputStream decrypt(InputStream in, Identity identity) throws IOException {
        return new OpenedStream(in, stored -> AgeFile.decrypt(stored, identity));
    }

    /** The inner half of {@link #open}: a stream to read from what {@link #compress} was given. */
    public static InputStream decompress(InputStream in) throws IOException {
        return new OpenedStream(in, ZstdInputStream::new);
    }
}
