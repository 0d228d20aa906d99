package dev.seaworthy.backup;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.ContentWriter;
import dev.seaworthy.backup.content.Written;
import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.manifest.Manifest;
import dev.seaworthy.backup.manifest.Manifests;
import dev.seaworthy.backup.manifest.Recipe;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
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
    private final Compression compression;
    private final List<Recipient> recipients;
    private final BackupListener listener;
    private final InstantSource clock;

    DatabaseBackup(
            ObjectStore store,
            Manifests manifests,
            DatabaseSource database,
            Compression compression,
            List<Recipient> recipients,
            BackupListener listener,
            InstantSource clock) {
        this.store = store;
        this.manifests = manifests;
        this.database = database;
        this.compression = compression;
        this.recipients = List.copyOf(recipients);
        this.listener = listener;
        this.clock = clock;
    }

    Manifest run(String id, Instant start) throws IOException {
        listener.happened(new BackupEvent.Begun(id, start));
        Written written = new Written();
        boolean published = false;
        try {
            Manifest manifest = storeDump(id, start, written);
            written.by(() -> manifests.publish(manifest), Manifests.manifestKey(id));
            published = true;
            leaveRecipe();
            return manifest;
        } finally {
            if (!published) {
                discard(written, id);
            }
        }
    }

    private Manifest storeDump(String id, Instant start, Written written) throws IOException {
        try (ContentWriter writer = new ContentWriter(store, Manifests.dumpKey(id), compression, recipients)) {
            Dump dump;
            try (OutputStream plain = new ProgressOutput(writer.stream(), bytes -> progressed(id, bytes, start))) {
                dump = database.dumpTo(plain);
            }
            return manifest(id, start, dump, writer.commit(written));
        }
    }

    private void progressed(String id, long bytes, Instant start) {
        listener.happened(new BackupEvent.Progressed(id, bytes, Duration.between(start, clock.instant())));
    }

    private Manifest manifest(String id, Instant start, Dump dump, Content content) {
        return new Manifest(
                id,
                start,
                Duration.between(start, clock.instant()),
                content,
                dump.fingerprint(),
                dump.hashing(),
                dump.server(),
                dump.tool(),
                recipients.stream().map(Recipient::publicKey).toList());
    }

    private void leaveRecipe() {
        try {
            Recipe.writeTo(store);
        } catch (StoreException | IOException e) {
            LOG.warn("Could not write {} beside the backups; the next backup tries again", Recipe.KEY, e);
        }
    }

    private void discard(Written written, String id) {
        try {
            written.discard(store);
        } catch (StoreException e) {
            LOG.warn("Could not remove what is left of backup {}, which has failed: delete it by hand", id, e);
        }
    }
}
