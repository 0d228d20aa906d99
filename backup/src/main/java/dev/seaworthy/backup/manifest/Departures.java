package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.interrupt.Uninterrupted;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which backups are being deleted, {@code <folder><id>/<time id>} for each prune that is at it, so that nobody is told
 * that one is held while it goes: who deletes says so before it looks for holds, and who holds looks here after it has
 * said so. Safe for use by many threads.
 */
public final class Departures {
    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final ObjectStore store;
    private final String folder;
    private final TimeIds ids;
    private final InstantSource clock;

    /** @param folder with what the keys of all begin */
    public Departures(ObjectStore store, String folder, TimeIds ids, InstantSource clock) {
        this.store = store;
        this.folder = folder;
        this.ids = ids;
        this.clock = clock;
    }

    /** Says that a backup goes, until {@link #end} with the key that this returns. */
    public String begin(String id) throws IOException {
        String key = folder + id + "/" + ids.next(clock.instant());
        try (Upload upload = store.upload(key)) {
            try (OutputStream out = upload.stream()) {
                out.write('\n');
            }
            upload.commit();
        }
        return key;
    }

    /** Also in a thread that was interrupted; what fails is left to {@link #endLeftBehind}. */
    public void end(String key) {
        try {
            Uninterrupted.run(() -> store.delete(key));
        } catch (StoreException e) {
            LOG.warn("Could not delete {}, so that its backup cannot be held for a day", key, e);
        }
    }

    /** Whether any prune deletes it. */
    public boolean contains(String id) {
        return !store.list(folder + id + "/").isEmpty();
    }

    /** Ends those of prunes that were killed, a day after they began. */
    public void endLeftBehind() {
        Instant before = clock.instant().minus(LEFT_BEHIND);
        for (StoredObject object : store.list(folder)) {
            if (begun(object.key()).filter(at -> !at.isAfter(before)).isPresent()) {
                store.delete(object.key());
            }
        }
    }

    private Optional<Instant> begun(String key) {
        return store.storedAt(key).or(() -> TimeIds.time(key.substring(key.lastIndexOf('/') + 1)));
    }
}
