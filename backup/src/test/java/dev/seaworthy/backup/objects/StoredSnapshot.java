package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a snapshot holds, read out of the store content by content. */
final class StoredSnapshot {
    private final Repository repository;
    private final Snapshot snapshot;

    private StoredSnapshot(Repository repository, Snapshot snapshot) {
        this.repository = repository;
        this.snapshot = snapshot;
    }

    static StoredSnapshot of(ObjectStore store, String name, String id, Optional<Identity> manifestKey) {
        Repository repository = Repository.of(store, name, new Envelope(Optional.empty(), List.of()), manifestKey);
        return new StoredSnapshot(repository, repository.snapshots().read(id));
    }

    Snapshot snapshot() {
        return snapshot;
    }

    List<Segment> segments() {
        return snapshot.segments().stream()
                .map((SegmentRef segment) -> repository.segments().read(segment))
                .toList();
    }

    List<Entry> entries() {
        return segments().stream()
                .flatMap(segment -> segment.entries().stream())
                .toList();
    }

    /** The contents by the keys of their objects. */
    Map<String, byte[]> contents(Identity identity) throws IOException {
        Map<String, byte[]> byId = new HashMap<>();
        Map<String, byte[]> byKey = new TreeMap<>(KeyRange.ORDER);
        for (Segment segment : segments()) {
            for (StoredContent stored : segment.contents().values()) {
                String id = segment.entries().stream()
                        .filter(entry -> entry.stored().equals(stored.key()))
                        .map(Entry::content)
                        .findFirst()
                        .orElseThrow();
                repository
                        .contents()
                        .read(
                                stored,
                                id,
                                Optional.of(identity),
                                (member, bytes, in) -> byId.put(stored.key() + member, in.readAllBytes()));
            }
            segment.entries()
                    .forEach(entry -> byKey.put(entry.object().key(), byId.get(entry.stored() + entry.content())));
        }
        return byKey;
    }

    /** The keys of all contents that it needs. */
    List<String> contentKeys() {
        List<String> keys = new ArrayList<>();
        segments().forEach(segment -> keys.addAll(segment.contents().keySet()));
        return keys.stream().distinct().sorted().toList();
    }
}
