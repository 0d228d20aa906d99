package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.content.ContentWriter;
import dev.seaworthy.backup.content.Written;
import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.PackWriter;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.repository.StoredBucket;
import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** A snapshot of one object, whose content is another than its id says: as whoever has the public key can make it. */
final class ForgedSnapshot {
    private static final Instant TIME = Instant.parse("2026-11-28T20:00:00Z");
    private static final int SMALL = 1000;

    private ForgedSnapshot() {}

    static String in(Repository repository, String key, int bytes, String right, String wrong) throws IOException {
        String run = new TimeIds(new Random(3)).next(TIME);
        byte[] expected = right.getBytes(StandardCharsets.UTF_8);
        String id = StoredBucket.IDS.of(expected, expected.length);
        StoredContent stored = store(repository, run, id, wrong.getBytes(StandardCharsets.UTF_8));
        Segment segment = new Segment(
                KeyRange.ALL,
                List.of(new Entry(new SourceObject(key, bytes, "v", TIME), ObjectMetadata.NONE, id, stored.key())),
                List.of(stored));
        SegmentRef ref = repository.segments().write(run, 2, segment);
        repository
                .snapshots()
                .publish(new Snapshot(run, TIME, Duration.ZERO, List.of(ref), List.of(), 0, 0, List.of()));
        return run;
    }

    private static StoredContent store(Repository repository, String run, String id, byte[] content)
            throws IOException {
        if (content.length <= SMALL) {
            try (PackWriter pack = repository.contents().pack(run, 1)) {
                pack.add(id, content, content.length);
                return pack.commit();
            }
        }
        try (ContentWriter single = repository.contents().single(run, 1)) {
            single.stream().write(content);
            single.stream().close();
            return new StoredContent(single.commit(new Written()));
        }
    }
}
