package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contents that snapshots, unfinished runs and this run have stored. It reads their segments once somebody asks,
 * and keeps of each id a hash and the number of its segment, which is read again for what is found. Safe for use by
 * many threads.
 */
final class KnownContents {
    /** A bound on what one changed object costs; older contents are stored again. */
    private static final int MOST_SEGMENTS = 1000;

    /** What is found in one is mostly found in it again and again. */
    private static final int MOST_OPEN = 3;

    private static final Logger LOG = LoggerFactory.getLogger(KnownContents.class);

    private final Repository repository;
    private final Present present;
    private final List<String> unfinished;
    private final Workers workers;
    private final List<Telling> sources = new ArrayList<>();
    private final IdTable places = new IdTable();
    private final Map<Integer, Map<String, StoredContent>> open = new LinkedHashMap<>(4, 0.75f, true);
    private boolean filled;

    /** @param unfinished the keys of segments that no snapshot names */
    KnownContents(Repository repository, Present present, List<String> unfinished, Workers workers) {
        this.repository = repository;
        this.present = present;
        this.unfinished = List.copyOf(unfinished);
        this.workers = workers;
    }

    private interface Source {
        Segment read();
    }

    /**
     * A segment that tells of contents.
     *
     * @param isOwn whether this run has stored it, and so all that it names is there
     */
    private record Telling(Source source, boolean isOwn) {}

    synchronized Optional<StoredContent> find(String id) throws IOException {
        if (!filled) {
            fill();
            filled = true;
        }
        int place = places.find(id);
        return place < 0 ? Optional.empty() : Optional.ofNullable(opened(place).get(id));
    }

    private Map<String, StoredContent> opened(int place) throws IOException {
        Map<String, StoredContent> contents = open.get(place);
        if (contents == null) {
            Telling telling = sources.get(place);
            contents = read(telling.source())
                    .map(segment -> contents(segment, telling.isOwn()))
                    .orElse(Map.of());
            open.put(place, contents);
            if (open.size() > MOST_OPEN) {
                Iterator<Integer> oldest = open.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
        return contents;
    }

    /** Those that are there: an id may have been stored twice, and one of the two be gone. */
    private Map<String, StoredContent> contents(Segment segment, boolean isOwn) {
        Set<String> there = isOwn ? segment.contents().keySet() : present(segment);
        Map<String, StoredContent> contents = new HashMap<>();
        for (Entry entry : segment.entries()) {
            if (there.contains(entry.stored())) {
                contents.put(entry.content(), segment.stored(entry));
            }
        }
        return contents;
    }

    private Set<String> present(Segment segment) {
        return segment.contents().values().stream()
                .filter(stored -> present.has(stored.content()))
                .map(StoredContent::key)
                .collect(Collectors.toSet());
    }

    private void fill() throws IOException {
        Set<String> seen = new HashSet<>();
        for (String key : unfinished) {
            add(seen, key, () -> repository.segments().read(key));
        }
        Iterator<Snapshot> snapshots = repository.snapshots().readable().iterator();
        while (seen.size() < MOST_SEGMENTS && snapshots.hasNext()) {
            for (SegmentRef segment : snapshots.next().segments()) {
                add(seen, segment.key(), () -> repository.segments().read(segment));
            }
        }
    }

    private void add(Set<String> seen, String key, Source source) throws IOException {
        workers.requireNoFailure();
        if (seen.size() < MOST_SEGMENTS && seen.add(key)) {
            Optional<Segment> segment = read(source);
            if (segment.isPresent()) {
                add(source, segment.get());
            }
        }
    }

    private static Optional<Segment> read(Source source) throws IOException {
        try {
            return Optional.of(source.read());
        } catch (StoreException e) {
            Workers.requireNotInterrupted();
            LOG.warn("What segment {} tells of is stored again, since it cannot be read", e.key(), e);
            return Optional.empty();
        }
    }

    private void add(Source source, Segment segment) {
        int place = sources.size();
        sources.add(new Telling(source, false));
        contents(segment, false).keySet().forEach(id -> places.put(id, place));
    }

    /** Adds what this run has stored. */
    synchronized void add(SegmentRef stored, Segment segment) {
        int place = sources.size();
        sources.add(new Telling(() -> repository.segments().read(stored), true));
        segment.entries().forEach(entry -> places.put(entry.content(), place));
    }
}
