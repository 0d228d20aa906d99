package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.manifest.UnreadableManifestException;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshots in the store. Safe for use by many threads. */
public final class Snapshots {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final ObjectStore store;
    private final Layout layout;
    private final Documents documents;
    private final SnapshotFormat format = new SnapshotFormat();
    private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

    Snapshots(ObjectStore store, Layout layout, Documents documents) {
        this.store = store;
        this.layout = layout;
        this.documents = documents;
    }

    /** Stores one, all of whose segments are stored, under the key that is free or that another node has not taken. */
    public void publish(Snapshot snapshot) throws IOException {
        documents.write(layout.snapshot(snapshot.id()), format.write(snapshot));
    }

    /** The ids of all, newest first. */
    public List<String> ids() {
        return keys().descendingKeySet().stream().toList();
    }

    /** The keys of all by their ids, the oldest first. */
    public NavigableMap<String, String> keys() {
        TreeMap<String, String> keys = new TreeMap<>(Comparator.naturalOrder());
        for (StoredObject object : store.list(layout.snapshots())) {
            layout.snapshotOf(object.key()).ifPresent(id -> keys.put(id, object.key()));
        }
        return keys;
    }

    /** The keys of what lies among them and has the name of none, as those of a later version may. */
    public List<String> others() {
        return store.list(layout.snapshots()).stream()
                .map(StoredObject::key)
                .filter(key -> layout.snapshotOf(key).isEmpty())
                .toList();
    }

    /**
     * One snapshot.
     *
     * @throws MissingObjectException if there is no such snapshot
     * @throws UnreadableManifestException if what is there is none, not this one, or cannot be opened
     */
    public Snapshot read(String id) {
        return documents.read(layout.snapshot(id), "snapshot", text -> parse(id, text));
    }

    private Snapshot parse(String id, byte[] text) {
        Snapshot snapshot = format.read(text);
        requireOwn(snapshot, id);
        return snapshot;
    }

    /** Refuses what would have us read, or delete, what belongs to others. */
    private void requireOwn(Snapshot snapshot, String id) {
        if (!snapshot.id().equals(id)) {
            throw new IllegalArgumentException("it is of another id");
        }
        layout.requireOwn(snapshot.all());
    }

    /** One snapshot, or nothing if it was deleted meanwhile. */
    public Optional<Snapshot> find(String id) {
        try {
            return Optional.of(read(id));
        } catch (MissingObjectException e) {
            return Optional.empty();
        }
    }

    /**
     * All, newest first, each read when it is asked for. One that cannot be read hides no other; it is warned of once.
     */
    public Stream<Snapshot> readable() {
        return ids().stream().map(this::findReadable).flatMap(Optional::stream);
    }

    /** One snapshot; nothing if it was deleted, or cannot be read, which is warned of once. */
    public Optional<Snapshot> findReadable(String id) {
        try {
            return find(id);
        } catch (UnreadableManifestException e) {
            if (warnedOf.add(id)) {
                LOG.warn("Snapshot {} of {} is passed over, since it cannot be read", id, layout.name(), e);
            }
            return Optional.empty();
        }
    }

    /** The ids of those that cannot be read, newest first. */
    public List<String> unreadable() {
        return ids().stream().filter(this::isUnreadable).toList();
    }

    private boolean isUnreadable(String id) {
        try {
            find(id);
            return false;
        } catch (UnreadableManifestException e) {
            return true;
        }
    }

    /** Deletes the manifest of one, and so the snapshot; its segments and contents stay. */
    public void delete(String id) {
        String key = keys().get(id);
        if (key != null) {
            store.delete(key);
        }
    }
}
