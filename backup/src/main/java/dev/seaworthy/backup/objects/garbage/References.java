package dev.seaworthy.backup.objects.garbage;

import dev.seaworthy.backup.manifest.UnreadableManifestException;
import dev.seaworthy.backup.objects.repository.HashedKeys;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.StoreException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What snapshots and unfinished runs refer to. One thread at a time. */
final class References {
    private final Repository repository;
    private final Locks locks;
    private final Round round;
    private final HashedKeys units = new HashedKeys();

    /** Kept whole: were one taken for another, all that it refers to would be garbage. */
    private final Set<String> segments = new HashSet<>();

    References(Repository repository, KnownLocks known, Round round) {
        this.repository = repository;
        this.locks = new Locks(repository.store(), known, round);
        this.round = round;
    }

    /** Whether it is needed, by its key. */
    boolean contains(String unit) {
        return units.contains(unit);
    }

    /** A snapshot, and until when it is locked; the beginning of time if it is not. */
    private record Locked(String id, Instant until) {}

    /**
     * Takes in what snapshots, keys by their ids, refer to, those with the longest locks first, so that each content is
     * met first by the one that needs its lock most.
     *
     * @throws StoppedException if one of them, or a segment of it, cannot be read
     */
    void addSnapshots(Map<String, String> keys) {
        List<Locked> snapshots = keys.entrySet().stream()
                .map(key -> new Locked(key.getKey(), locks.of(key.getValue()).orElse(Instant.MIN)))
                .sorted(Comparator.comparing(Locked::until).reversed())
                .toList();
        for (Locked locked : snapshots) {
            find(locked.id()).ifPresent(snapshot -> add(snapshot, locked.until()));
        }
    }

    private Optional<Snapshot> find(String id) {
        try {
            return repository.snapshots().find(id);
        } catch (UnreadableManifestException e) {
            throw new StoppedException("what snapshot " + id + " needs is unknown: " + e.getMessage(), e);
        }
    }

    private void add(Snapshot snapshot, Instant until) {
        for (SegmentRef ref : snapshot.segments()) {
            round.requireTime();
            if (!segments.contains(ref.key())) {
                add(snapshot.id(), ref, until);
            }
        }
    }

    private void add(String id, SegmentRef ref, Instant until) {
        Segment segment;
        try {
            segment = repository.segments().read(ref);
        } catch (StoreException e) {
            if (find(id).isEmpty()) {
                return; // it was deleted meanwhile
            }
            throw new StoppedException("what snapshot " + id + " needs is unknown: " + e.getMessage(), e);
        }
        addSegment(ref.key());
        locks.extend(ref.content().objects(), until);
        add(segment, until);
    }

    private void addSegment(String key) {
        segments.add(key);
        boolean unused = units.add(key);
    }

    private void add(Segment segment, Instant until) {
        segment.contents().values().forEach(stored -> {
            if (units.add(stored.key())) {
                locks.extend(stored.content().objects(), until);
            }
        });
    }

    /**
     * Takes in the segments that no snapshot refers to and a run may go on with, and what those refer to.
     *
     * @param mayGoOn with segments of the run of this id
     * @throws StoppedException if one cannot be read
     */
    void addUnfinished(Predicate<String> mayGoOn) {
        for (String key : repository.segments().keys()) {
            Optional<String> unit = repository.layout().unitOf(key);
            if (unit.filter(key::equals).isPresent()
                    && !segments.contains(key)
                    && repository.layout().runOf(key).filter(mayGoOn).isPresent()) {
                round.requireTime();
                addUnfinished(key);
            }
        }
    }

    private void addUnfinished(String key) {
        try {
            add(repository.segments().read(key), Instant.MIN);
            addSegment(key);
        } catch (MissingObjectException e) {
            return; // another collection has deleted it
        } catch (StoreException e) {
            throw new StoppedException("what an unfinished run needs is unknown: " + e.getMessage(), e);
        }
    }
}
