package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.content.ContentWriter;
import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.content.Written;
import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Backs a source up, in the plainest way there is: contents and segments that are known are stored once. */
public final class StoredBucket {
    /** The ids of its contents. */
    public static final ContentIds IDS = new ContentIds(Secret.of("0123456789abcdef0123456789abcdef"));

    private static final int SMALL = 100_000;

    private static final AtomicInteger RANDOM = new AtomicInteger();

    private final Repository repository;
    private final int perSegment;
    private final int perPack;
    private final TimeIds ids = new TimeIds(new Random(RANDOM.incrementAndGet()));
    private final Map<String, StoredContent> contents = new HashMap<>();
    private final Map<Segment, SegmentRef> segments = new HashMap<>();
    private Instant now = Instant.parse("2026-11-28T09:00:00Z");
    private long number;

    private StoredBucket(Repository repository, int perSegment, int perPack) {
        this.repository = repository;
        this.perSegment = perSegment;
        this.perPack = perPack;
    }

    /** One whose contents are sealed, if there is an identity, and whose segments are open. */
    public static StoredBucket in(ObjectStore store, Optional<Identity> identity, int perSegment, int perPack) {
        Envelope envelope = new Envelope(
                Optional.of(Compression.DEFAULT),
                identity.map(Identity::recipient).stream().toList());
        return new StoredBucket(Repository.of(store, "uploads", envelope, Optional.empty()), perSegment, perPack);
    }

    /** One in any repository. */
    public static StoredBucket of(Repository repository, int perSegment, int perPack) {
        return new StoredBucket(repository, perSegment, perPack);
    }

    public Repository repository() {
        return repository;
    }

    /** @return the id of the snapshot */
    public String backUp(ObjectSource source) throws IOException {
        now = now.plusSeconds(3600);
        String run = ids.next(now);
        List<SourceObject> objects;
        try (Stream<SourceObject> listed = source.list(KeyRange.ALL)) {
            objects = listed.toList();
        }
        List<SegmentRef> refs = new ArrayList<>();
        String after = "";
        for (int start = 0; start == 0 || start < objects.size(); start += perSegment) {
            List<SourceObject> part = objects.subList(start, Math.min(objects.size(), start + perSegment));
            boolean isLast = start + perSegment >= objects.size();
            Optional<String> through = isLast
                    ? Optional.empty()
                    : Optional.of(part.get(part.size() - 1).key());
            refs.add(segment(run, new KeyRange(after, through), part, source));
            after = through.orElse("");
        }
        repository
                .snapshots()
                .publish(new Snapshot(
                        run,
                        now,
                        Duration.ofSeconds(7),
                        refs,
                        List.of(),
                        0,
                        0,
                        repository.envelope().recipients().stream()
                                .map(Object::toString)
                                .toList()));
        return run;
    }

    private SegmentRef segment(String run, KeyRange range, List<SourceObject> objects, ObjectSource source)
            throws IOException {
        List<Entry> entries = new ArrayList<>();
        Map<String, byte[]> pack = new HashMap<>();
        List<Draft> drafts = new ArrayList<>();
        for (SourceObject object : objects) {
            try (ObjectContent content = source.open(object.key())) {
                byte[] plain = content.readAllBytes();
                String id = IDS.of(plain, plain.length);
                if (!contents.containsKey(id) && !pack.containsKey(id)) {
                    if (plain.length > SMALL) {
                        contents.put(id, single(run, plain));
                    } else {
                        pack.put(id, plain);
                    }
                }
                drafts.add(new Draft(content.object(), content, id));
            }
            if (pack.size() >= perPack) {
                close(run, pack);
            }
        }
        close(run, pack);
        drafts.forEach(draft -> entries.add(new Entry(
                draft.object(),
                draft.content().metadata(),
                draft.id(),
                contents.get(draft.id()).key())));
        Segment segment = new Segment(
                range,
                entries,
                entries.stream()
                        .map(Entry::content)
                        .map(contents::get)
                        .distinct()
                        .toList());
        return segments.computeIfAbsent(segment, made -> write(run, made));
    }

    private record Draft(SourceObject object, ObjectContent content, String id) {}

    private SegmentRef write(String run, Segment segment) {
        try {
            return repository.segments().write(run, number++, segment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close(String run, Map<String, byte[]> pack) throws IOException {
        if (!pack.isEmpty()) {
            try (PackWriter writer = repository.contents().pack(run, number++)) {
                for (Map.Entry<String, byte[]> content : pack.entrySet()) {
                    writer.add(content.getKey(), content.getValue(), content.getValue().length);
                }
                StoredContent stored = writer.commit();
                pack.keySet().forEach(id -> contents.put(id, stored));
            }
            pack.clear();
        }
    }

    private StoredContent single(String run, byte[] plain) throws IOException {
        try (ContentWriter writer = repository.contents().single(run, number++)) {
            writer.stream().write(plain);
            writer.stream().close();
            return new StoredContent(writer.commit(new Written()));
        }
    }
}
