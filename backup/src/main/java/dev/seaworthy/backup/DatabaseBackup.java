package dev.seaworthy.backup;

import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.content.Written;
import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.manifest.Globals;
import dev.seaworthy.backup.manifest.Manifest;
import dev.seaworthy.backup.manifest.Manifests;
import dev.seaworthy.backup.manifest.Recipe;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One backup of a database: the dump, streamed and sealed; then, last, the manifest. */
final class DatabaseBackup {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseBackup.class);

    private final ObjectStore store;
    private final Manifests manifests;
    private final DatabaseSource database;
    private final Envelope envelope;
    private final BackupListener listener;
    private final InstantSource clock;

    DatabaseBackup(
            ObjectStore store,
            Manifests manifests,
            DatabaseSource database,
            Envelope envelope,
            BackupListener listener,
            InstantSource clock) {
        this.store = store;
        this.manifests = manifests;
        this.database = database;
        this.envelope = envelope;
        this.listener = listener;
        this.clock = clock;
    }

    Manifest run(String id, Instant start) throws IOException {
        listener.happened(new BackupEvent.Begun(id, start));
        Written written = new Written();
        boolean published = false;
        try {
            Manifest manifest = storeDump(id, start, written);
            written.last(() -> manifests.publish(manifest), Manifests.manifestKey(id));
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
        Progress progress = new Progress(id, start, clock, listener);
        try (BackupWriter writer = new BackupWriter(store, id, envelope, progress)) {
            Dump dump = database.dumpTo(writer);
            String withoutGlobals = storeGlobals(writer);
            BackupWriter.Stored stored = writer.commit(written);
            return manifest(id, start, dump, stored, stored.globals(withoutGlobals));
        }
    }

    /** Returns why it has not, if it has not. */
    private String storeGlobals(BackupWriter writer) throws IOException {
        try {
            String script = database.globals();
            if (!script.isEmpty()) {
                writer.globals(script);
            }
            return "";
        } catch (DumpException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            LOG.warn("The backup goes on without the globals of the server", e);
            return String.valueOf(e.getMessage());
        }
    }

    private Manifest manifest(String id, Instant start, Dump dump, BackupWriter.Stored stored, Globals globals) {
        return new Manifest(
                id,
                start,
                Duration.between(start, clock.instant()),
                stored.dump(),
                stored.rows(),
                globals,
                dump.fingerprint(),
                dump.hashing(),
                dump.server(),
                dump.tool(),
                envelope.recipients().stream().map(Recipient::publicKey).toList());
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
