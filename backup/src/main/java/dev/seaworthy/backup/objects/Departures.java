package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.objects.repository.Layout;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * Which snapshots are being deleted, {@code condemned/snapshots/<id>}, so that nobody is told that one is held while it
 * goes: who deletes says so before it looks for holds, and who holds looks here after it has said so.
 */
final class Departures {
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final ObjectStore store;
    private final String folder;

    Departures(ObjectStore store, Layout layout) {
        this.store = store;
        this.folder = layout.condemned() + "snapshots/";
    }

    void begin(String id) throws IOException {
        try (Upload upload = store.upload(folder + id)) {
            try (OutputStream out = upload.stream()) {
                out.write('\n');
            }
            upload.commit();
        } catch (ObjectExistsException e) {
            return; // another prune is at it, or was killed
        }
    }

    void end(String id) {
        store.delete(folder + id);
    }

    boolean contains(String id) {
        return store.list(folder + id).stream().anyMatch(object -> object.key().equals(folder + id));
    }

    /** Ends those of prunes that were killed: of what is gone, and, after a day, of what is there. */
    void endLeftBehind(Collection<String> there, Instant now) {
        for (StoredObject object : store.list(folder)) {
            String id = object.key().substring(folder.length());
            if (!there.contains(id) || isLeftBehind(object.key(), now)) {
                store.delete(object.key());
            }
        }
    }

    private boolean isLeftBehind(String key, Instant now) {
        return store.storedAt(key).filter(now.minus(LEFT_BEHIND)::isBefore).isEmpty();
    }
}
