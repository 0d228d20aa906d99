package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.core.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The records of which snapshots were verified whole, {@code proven/<id>}, each written once; the first proof counts.
 * Whoever can write to the store can forge one: nothing seals them. Safe for use by many threads.
 */
public final class Proofs {
    private final ObjectStore store;
    private final Layout layout;

    public Proofs(ObjectStore store, Layout layout) {
        this.store = store;
        this.layout = layout;
    }

    /** Records that all contents of a snapshot were opened, and were what was backed up. */
    public void keep(String snapshot, Instant at) {
        String key = key(snapshot);
        try (Upload upload = store.upload(key)) {
            try (OutputStream out = upload.stream()) {
                out.write(Json.writeLine(Map.of("formatVersion", 1, "provenAt", at.toString()))
                        .getBytes(StandardCharsets.UTF_8));
            }
            upload.commit();
        } catch (ObjectExistsException e) {
            return;
        } catch (IOException e) {
            throw new StoreException(key, "Could not write " + key + ": " + e.getMessage(), e);
        }
    }

    /** The ids of the snapshots that were verified, those among them that are gone. */
    public Set<String> snapshots() {
        return store.list(layout.proven()).stream()
                .map(StoredObject::key)
                .map(key -> key.substring(layout.proven().length()))
                .filter(id -> id.matches(TimeIds.PATTERN))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Withdraws the proof of a snapshot that is gone, or was found to be damaged; does nothing if there is none. */
    public void delete(String snapshot) {
        store.delete(key(snapshot));
    }

    private String key(String snapshot) {
        return layout.proven() + Layout.requireId(snapshot);
    }
}
