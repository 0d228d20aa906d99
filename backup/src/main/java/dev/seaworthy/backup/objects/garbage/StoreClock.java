package dev.seaworthy.backup.objects.garbage;

import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.objects.repository.Layout;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What time it is in a store, which all nodes have in common: that of an object that is stored for it. */
final class StoreClock {
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final ObjectStore store;
    private final String folder;
    private final TimeIds ids;

    StoreClock(ObjectStore store, Layout layout, TimeIds ids) {
        this.store = store;
        this.folder = layout.folder() + "clock/";
        this.ids = ids;
    }

    /** Empty if the store does not tell when it has stored something. */
    Optional<Instant> now(Instant own) {
        deleteLeftBehind(own);
        String key = folder + ids.next(own);
        try {
            put(key);
            return store.storedAt(key);
        } catch (IOException e) {
            throw new StoreException(key, "Could not write " + key + ": " + e.getMessage(), e);
        } finally {
            store.delete(key);
        }
    }

    private void put(String key) throws IOException {
        try (Upload upload = store.upload(key)) {
            try (OutputStream out = upload.stream()) {
                out.write('\n');
            }
            upload.commit();
        }
    }

    /** By collections that were killed. */
    private void deleteLeftBehind(Instant own) {
        store.list(folder).stream()
                .map(StoredObject::key)
                .filter(key -> TimeIds.time(key.substring(folder.length()))
                        .filter(own.minus(LEFT_BEHIND)::isAfter)
                        .isPresent())
                .forEach(store::delete);
    }
}
