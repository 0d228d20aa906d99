package dev.seaworthy.backup.encryption;

import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;

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
    private static final int ZSTD_LEVEL = 3;

    private Sealing() {}

    /** A stream to write plain content to; closing it writes the end, and closes {@code out}. */
    public static OutputStream seal(OutputStream out, Collection<Recipient> recipients) throws IOException {
        return compress(encrypt(out, recipients));
    }

    /** The outer half of {@link #seal}: a stream to write compressed content to. */
    public static OutputStream encrypt(OutputStream out, Collection<Recipient> recipients) throws IOException {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("recipients must not be empty");
        }
        return Channels.newOutputStream(encrypting(out, recipients));
    }

    /** The inner half of {@link #seal}: a stream to write plain content to. */
    public static OutputStream compress(OutputStream encrypted) throws IOException {
        return new ZstdOutputStream(encrypted, ZSTD_LEVEL).setChecksum(true);
    }

    /**
     * A stream to read plain content from; closing it closes {@code in}. It throws {@link EncryptionException} for what
     * it cannot open; so must {@code in} for nothing, and fail by unchecked exceptions of its own.
     */
    public static InputStream open(InputStream in, Identity identity) {
        return new OpenedStream(
                in, stored -> new ZstdInputStream(Channels.newInputStream(decrypting(stored, identity))));
    }

    private static WritableByteChannel encrypting(OutputStream out, Collection<Recipient> recipients)
            throws IOException {
        try {
            return new StandardEncryptingChannelFactory()
                    .newEncryptingChannel(
                            Channels.newChannel(out),
                            recipients.stream().map(Recipient::writer).toList());
        } catch (GeneralSecurityException e) {
            throw new EncryptionException("Could not encrypt to " + recipients, e);
        }
    }

    private static ReadableByteChannel decrypting(InputStream in, Identity identity) throws IOException {
        try {
            return new StandardDecryptingChannelFactory()
                    .newDecryptingChannel(Channels.newChannel(in), List.of(identity.reader()));
        } catch (GeneralSecurityException e) {
            throw new EncryptionException(
                    "Could not decrypt with the " + identity + ": it is sealed to another key, or damaged", e);
        }
    }
}
