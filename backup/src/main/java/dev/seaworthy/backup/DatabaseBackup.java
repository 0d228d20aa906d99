package dev.seaworthy.backup;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.encryption.Sealing;
import dev.seaworthy.backup.manifest.Manifest;
import dev.seaworthy.backup.manifest.Manifests;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.Upload;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One backup of a database: the dump, streamed and sealed; then, last, the manifest. */
final class DatabaseBackup {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseBackup.class);

    private final ObjectStore store;
    private final Manifests manifests;
    private final DatabaseSource database;
    private final List<Recipient> recipients;
    private final InstantSource clock;

    DatabaseBackup(
            ObjectStore store,
            Manifests manifests,
            DatabaseSource database,
            List<Recipient> recipients,
            InstantSource clock) {
        this.store = store;
        this.manifests = manifests;
        this.database = database;
        this.recipients = List.copyOf(recipients);
        this.clock = clock;
    }

    Manifest run(String id, Instant start) throws IOException {
        Written written = new Written();
        boolean published = false;
        try {
            Manifest manifest = storeDump(id, start, written);
            written.by(() -> manifests.publish(manifest), Manifests.manifestKey(id));
            published = true;
            return manifest;
        } finally {
            if (!published) {
                discard(written, id);
            }
        }
    }

    private Manifest storeDump(String id, Instant start, Written written) throws IOException {
        String key = Manifests.dumpKey(id);
        try (Upload upload = store.upload(key)) {
            HashedOutput stored = new HashedOutput(upload.stream());
            CountedOutput plain = new CountedOutput(Sealing.seal(stored, recipients));
            Dump dump;
            try (plain) {
                dump = database.dumpTo(plain);
            }
            written.by(upload::commit, key);
            return manifest(id, start, dump, plain, stored);
        }
    }

    private Manifest manifest(String id, Instant start, Dump dump, CountedOutput plain, HashedOutput stored) {
        return new Manifest(
                id,
                start,
                Duration.between(start, clock.instant()),
                Manifests.dumpKey(id),
                plain.bytes(),
                stored.bytes(),
                stored.sha256(),
                dump.fingerprint(),
                dump.hashing(),
                dump.server(),
                dump.tool(),
                recipients.stream().map(Recipient::publicKey).toList());
    }

    private void discard(Written written, String id) {
        try {
            written.discard(store);
        } catch (StoreException e) {
            LOG.warn("Could not remove what is left of backup {}, which has failed: delete it by hand", id, e);
        }
    }
}
