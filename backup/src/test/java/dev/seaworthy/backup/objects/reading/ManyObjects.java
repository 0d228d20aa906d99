package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.PackWriter;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.repository.StoredBucket;
import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.objects.snapshot.BucketVerification;
import dev.seaworthy.backup.objects.snapshot.RestoreOptions;
import dev.seaworthy.backup.objects.snapshot.RestoreReport;
import dev.seaworthy.backup.objects.snapshot.Sample;
import dev.seaworthy.backup.objects.snapshot.SnapshotDiff;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.ObjectTarget;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.store.DirectoryStore;
import dev.seaworthy.backup.store.MissingObjectException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A process of its own: {@code FOLDER OBJECTS}. Stores two snapshots of so many objects that differ in every tenth, and
 * reads them in each way there is; ends with 0 if all is well.
 */
final class ManyObjects {
    private static final Instant TIME = Instant.parse("2026-11-28T09:00:00Z");
    private static final String RUN = "20261128T0%d0000000Z-0123456789abcdef0123456789abcdef";
    private static final ObjectMetadata TEXT =
            new ObjectMetadata(Map.of("content-type", "text/plain"), Map.of(), Map.of());

    private final Repository repository;
    private final int objects;

    private ManyObjects(Path folder, int objects) {
        this.repository = Repository.of(
                DirectoryStore.of(folder),
                "many",
                new Envelope(Optional.of(Compression.DEFAULT), List.of()),
                Optional.empty());
        this.objects = objects;
    }

    public static void main(String[] arguments) throws IOException {
        ManyObjects many = new ManyObjects(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        many.read(many.store(1), many.store(2));
    }

    private String store(int generation) throws IOException {
        String run = RUN.formatted(generation);
        List<SegmentRef> refs = new ArrayList<>();
        for (int start = 0; start < objects; start += Segment.MOST_ENTRIES) {
            refs.add(store(run, generation, start, Math.min(objects, start + Segment.MOST_ENTRIES)));
        }
        repository.snapshots().publish(new Snapshot(run, TIME, Duration.ZERO, refs, List.of(), 0, 0, List.of()));
        return run;
    }

    private SegmentRef store(String run, int generation, int start, int end) throws IOException {
        List<Entry> entries = new ArrayList<>();
        StoredContent stored;
        try (PackWriter pack = repository.contents().pack(run, start)) {
            for (int i = start; i < end; i++) {
                byte[] content = content(i, generation);
                pack.add(StoredBucket.IDS.of(content, content.length), content, content.length);
            }
            stored = pack.commit();
        }
        for (int i = start; i < end; i++) {
            byte[] content = content(i, generation);
            entries.add(
                    new Entry(object(i, content), TEXT, StoredBucket.IDS.of(content, content.length), stored.key()));
        }
        KeyRange range = new KeyRange(
                start == 0 ? "" : key(start - 1), end == objects ? Optional.empty() : Optional.of(key(end - 1)));
        return repository.segments().write(run, start, new Segment(range, entries, List.of(stored)));
    }

    private static String key(int number) {
        return "users/%08d/uploads/%08d.txt".formatted(number / 7, number);
    }

    private static int number(String key) {
        return Integer.parseInt(key.substring(key.length() - "00000000.txt".length(), key.length() - ".txt".length()));
    }

    private static byte[] content(int number, int generation) {
        return ("content " + number + " " + (number % 10 == 0 ? generation : 0)).getBytes(StandardCharsets.UTF_8);
    }

    private static SourceObject object(int number, byte[] content) {
        return new SourceObject(key(number), content.length, "v" + new String(content, StandardCharsets.UTF_8), TIME);
    }

    private void read(String first, String second) {
        SnapshotReader reader = new SnapshotReader(repository, StoredBucket.IDS, InstantSource.system(), new Random(1));
        int tenth = (objects + 9) / 10;

        SnapshotDiff diff = reader.diff(first, second);
        require(diff.changed() == tenth && diff.unchanged() == objects - tenth, diff.toString());

        BucketVerification verification = reader.verify(second, Sample.all(), Optional.empty());
        require(verification.isIntact(), verification.toString());
        BucketVerification opened = new BucketVerifier(
                        repository,
                        StoredBucket.IDS,
                        InstantSource.system(),
                        repository.snapshots().read(second),
                        Optional.of(Identity.generate()))
                .verify(Sample.all(), 1);
        require(opened.isIntact(), opened.toString());

        RestoreReport report = reader.restore(second, Optional.empty(), target(), RestoreOptions.standard());
        require(
                report.isComplete() && report.put() == tenth && report.unchanged() == objects - tenth,
                report.toString());
        try (Stream<?> entries = reader.entries(first, "")) {
            require(entries.count() == objects, "entries");
        }
    }

    /** It has the first generation, and forgets what it is given. */
    private ObjectTarget target() {
        return new ObjectTarget() {
            @Override
            public Stream<SourceObject> list(KeyRange range) {
                int first = range.after().isEmpty() ? 0 : number(range.after()) + 1;
                int end = range.through().map(through -> number(through) + 1).orElse(objects);
                return IntStream.range(first, end).mapToObj(number -> object(number, content(number, 1)));
            }

            @Override
            public ObjectContent open(String key) {
                throw new MissingObjectException(key, null);
            }

            @Override
            public void put(SourceObject object, ObjectMetadata metadata, InputStream content) throws IOException {
                content.transferTo(OutputStream.nullOutputStream());
            }

            @Override
            public void delete(String key) {
                throw new IllegalStateException(key + " is no other");
            }
        };
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalStateException(message);
        }
    }
}
