package dev.seaworthy.backup.content;

import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.encryption.Sealing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a content is put into before it is stored. Immutable.
 *
 * @param compression none if it is stored as it is
 * @param recipients none if whoever can read the store may read it
 */
public record Envelope(Optional<Compression> compression, List<Recipient> recipients) {
    public Envelope {
        recipients = List.copyOf(recipients);
    }

    /** Compressed, and sealed to one recipient at least. */
    public static Envelope sealed(Compression compression, Collection<Recipient> recipients) {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("recipients must not be empty");
        }
        return new Envelope(Optional.of(compression), List.copyOf(recipients));
    }

    /** What tells in a key how to open it, by the standard programs: {@code .zst}, {@code .age}, both or none. */
    public String suffix() {
        return (compression.isPresent() ? ".zst" : "") + (recipients.isEmpty() ? "" : ".age");
    }

    /**
     * Opens what has the suffix of an envelope at the end of its key.
     *
     * @param identity a private key of one of the recipients, if it has any
     * @throws EncryptionException if it needs an identity and there is none, or by another
     */
    public static InputStream open(String key, InputStream stored, Optional<Identity> identity) throws IOException {
        boolean compressed = key.endsWith(".zst") || key.endsWith(".zst.age");
        if (!key.endsWith(".age")) {
            return compressed ? Sealing.decompress(stored) : stored;
        }
        Identity opens = identity.orElseThrow(
                () -> new EncryptionException(key + " is sealed: give the private key of one of its recipients", null));
        return compressed ? Sealing.open(stored, opens) : Sealing.decrypt(stored, opens);
    }

    /** A stream to write plain content to; closing it closes {@code out}. */
    public OutputStream seal(OutputStream out) throws IOException {
        return compress(encrypt(out));
    }

    OutputStream compress(OutputStream out) throws IOException {
        return compression.isPresent() ? Sealing.compress(out, compression.get()) : out;
    }

    OutputStream encrypt(OutputStream out) throws IOException {
        return recipients.isEmpty() ? out : Sealing.encrypt(out, recipients);
    }
}
