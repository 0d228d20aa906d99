package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.content.ContentWriter;
import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.content.Written;
import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A run that backs up four objects, whose contents are words, each stored alone, in two segments: as real ones do with
 * large objects and many.
 */
final class ModelRun {
    static final String NAME = "b";

    private static final ContentIds IDS = new ContentIds(Secret.of("0123456789abcdef0123456789abcdef"));
    private static final List<KeyRange> RANGES =
            List.of(new KeyRange("", Optional.of("k1")), new KeyRange("k1", Optional.empty()));

    private final Repository repository;
    private final InstantSource clock;
    private final InstantSource stopwatch;
    private final Duration timeout;
    private final String id;
    private final Instant begun;
    private final Set<String> marked = new HashSet<>();
    private final Set<String> present = new HashSet<>();
    private final Map<String, StoredContent> known = new HashMap<>();
    private long number;

    /**
     * Begins a run.
     *
     * @param clock of its node
     * @param stopwatch by which its time runs
     */
    ModelRun(ObjectStore store, InstantSource clock, InstantSource stopwatch, Duration timeout, Random random) {
        this.repository = repository(store);
        this.clock = clock;
        this.stopwatch = stopwatch;
        this.timeout = timeout;
        this.begun = stopwatch.instant();
        this.id = new TimeIds(random).next(clock.instant());
    }

    static Repository repository(ObjectStore store) {
        return Repository.of(store, NAME, new Envelope(Optional.empty(), List.of()), Optional.empty());
    }

    /** Backs up what these objects, {@code k0} and so on, have. */
    String run(List<String> words) throws IOException {
        readMarks();
        List<Segment> before = new ArrayList<>();
        Map<KeyRange, SegmentRef> newest = readSnapshots(before);
        repository.store().list(repository.layout().data()).stream()
                .map(StoredObject::key)
                .forEach(present::add);
        for (Segment segment : before) {
            for (Entry entry : segment.entries()) {
                StoredContent stored = segment.stored(entry);
                if (isUsable(stored)) {
                    known.put(entry.content(), stored);
                }
            }
        }
        List<SegmentRef> segments = new ArrayList<>();
        for (KeyRange range : RANGES) {
            segments.add(segment(range, words, Optional.ofNullable(newest.get(range)), before));
        }
        if (Duration.between(begun, stopwatch.instant()).compareTo(timeout) > 0) {
            throw new MissingObjectException("timeout", null);
        }
        repository
                .snapshots()
                .publish(
                        new Snapshot(id, clock.instant(), Duration.ofMinutes(1), segments, List.of(), 0, 0, List.of()));
        return id;
    }

    private void readMarks() {
        String folder = repository.layout().folder();
        repository.store().list(folder + "condemned/").stream()
                .map(mark -> folder + mark.key().substring((folder + "condemned/").length()))
                .forEach(marked::add);
    }

    private boolean isUsable(StoredContent stored) {
        return !marked.contains(stored.key())
                && stored.content().objects().stream().allMatch(object -> present.contains(object.key()));
    }

    /** Takes in the segments of all snapshots and unfinished runs; those of the newest snapshot are told. */
    private Map<KeyRange, SegmentRef> readSnapshots(List<Segment> segments) {
        Map<KeyRange, SegmentRef> newest = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (String snapshot : repository.snapshots().ids()) {
            for (SegmentRef ref : repository
                    .snapshots()
                    .find(snapshot)
                    .map(Snapshot::segments)
                    .orElse(List.of())) {
                newest.putIfAbsent(ref.range(), ref);
                if (seen.add(ref.key())) {
                    addIfThere(segments, () -> repository.segments().read(ref));
                }
            }
        }
        for (String key : repository.segments().keys()) {
            if (repository.layout().unitOf(key).filter(key::equals).isPresent()
                    && seen.add(key)
                    && !marked.contains(key)) {
                addIfThere(segments, () -> repository.segments().read(key));
            }
        }
        return newest;
    }

    private interface Read {
        Segment segment();
    }

    /** Its snapshot may have been deleted meanwhile. */
    private static void addIfThere(List<Segment> segments, Read read) {
        try {
            segments.add(read.segment());
        } catch (MissingObjectException e) {
            return;
        }
    }

    private SegmentRef segment(KeyRange range, List<String> words, Optional<SegmentRef> newest, List<Segment> before)
            throws IOException {
        List<SourceObject> objects = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (range.contains("k" + i)) {
                String word = words.get(i);
                objects.add(new SourceObject("k" + i, word.length(), word, Instant.EPOCH));
            }
        }
        Optional<Segment> same = before.stream()
                .filter(segment -> segment.range().equals(range)
                        && segment.entries().stream()
                                .map(Entry::object)
                                .toList()
                                .equals(objects)
                        && segment.contents().values().stream().allMatch(this::isUsable))
                .findFirst();
        if (same.isPresent()
                && newest.filter(ref -> !marked.contains(ref.key())).isPresent()
                && before.contains(same.get())
                && repository.segments().read(newest.get()).equals(same.get())) {
            return newest.get();
        }
        List<Entry> entries = new ArrayList<>();
        Map<String, StoredContent> contents = new HashMap<>();
        for (SourceObject object : objects) {
            String content = contentId(object.version());
            StoredContent stored = known.containsKey(content) ? known.get(content) : store(object.version());
            known.put(content, stored);
            contents.put(stored.key(), stored);
            entries.add(new Entry(object, ObjectMetadata.NONE, content, stored.key()));
        }
        return repository.segments().write(id, number++, new Segment(range, entries, contents));
    }

    private static String contentId(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        return IDS.of(bytes, bytes.length);
    }

    private StoredContent store(String word) throws IOException {
        try (ContentWriter writer = repository.contents().single(id, number++)) {
            try (OutputStream out = writer.stream()) {
                out.write(word.getBytes(StandardCharsets.UTF_8));
            }
            return new StoredContent(writer.commit(new Written()));
        }
    }
}
