package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.manifest.UnreadableManifestException;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The JSON texts among the backups of a bucket, such as snapshots, sealed if there is a key for manifests. Safe for use
 * by many threads.
 */
public final class Documents {
    private static final String SEALED = ".age";

    private final ObjectStore store;
    private final Envelope envelope;
    private final Optional<Identity> manifestKey;

    Documents(ObjectStore store, Optional<Identity> manifestKey) {
        List<Recipient> readers = manifestKey.map(Identity::recipient).stream().toList();
        this.store = store;
        this.envelope = new Envelope(Optional.empty(), readers);
        this.manifestKey = manifestKey;
    }

    /**
     * Stores one.
     *
     * @param name the key but for what tells whether it is sealed
     * @throws dev.seaworthy.backup.store.ObjectExistsException if it is there; it stays as it is
     */
    public void write(String name, byte[] text) throws IOException {
        try (Upload upload = store.upload(name + envelope.suffix())) {
            try (OutputStream out = envelope.seal(upload.stream())) {
                out.write(text);
            }
            upload.commit();
        }
    }

    /**
     * Reads one, sealed or not: a key for manifests may have come or gone after it was stored.
     *
     * @param what it should be, for the message
     * @param parser throws unchecked exceptions for what is none
     * @throws MissingObjectException if it is not there
     * @throws UnreadableManifestException if what is there is none, or cannot be opened
     */
    public <T> T read(String name, String what, Function<byte[], T> parser) {
        try {
            return readObject(name + envelope.suffix(), what, parser);
        } catch (MissingObjectException e) {
            return readOther(name, what, parser, e);
        }
    }

    private <T> T readOther(String name, String what, Function<byte[], T> parser, MissingObjectException missing) {
        try {
            return readObject(name + (envelope.recipients().isEmpty() ? SEALED : ""), what, parser);
        } catch (MissingObjectException e) {
            throw missing;
        }
    }

    private <T> T readObject(String key, String what, Function<byte[], T> parser) {
        try (InputStream in = Envelope.open(key, store.open(key), manifestKey)) {
            return parse(key, what, parser, in.readAllBytes());
        } catch (EncryptionException e) {
            throw new UnreadableManifestException(key, "Could not open " + key + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new StoreException(key, "Could not read " + key + ": " + e.getMessage(), e);
        }
    }

    private static <T> T parse(String key, String what, Function<byte[], T> parser, byte[] text) {
        try {
            return parser.apply(text);
        } catch (RuntimeException e) {
            throw new UnreadableManifestException(key, "Object " + key + " is no " + what + ": " + e.getMessage(), e);
        }
    }
}
