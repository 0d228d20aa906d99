package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.Verification.Extent;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.HashedKeys;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.snapshot.BucketVerification;
import dev.seaworthy.backup.objects.snapshot.BucketVerification.Checked;
import dev.seaworthy.backup.objects.snapshot.BucketVerification.Damaged;
import dev.seaworthy.backup.objects.snapshot.BucketVerification.Empty;
import dev.seaworthy.backup.objects.snapshot.BucketVerification.Intact;
import dev.seaworthy.backup.objects.snapshot.Sample;
import dev.seaworthy.backup.objects.snapshot.SnapshotException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the contents of one snapshot back, segment by segment, several at once. For one use. */
final class BucketVerifier {
    private static final int READERS = 4;

    private final InstantSource clock;
    private final Snapshot snapshot;
    private final Optional<Identity> identity;
    private final Damages damages = new Damages();
    private final ContentCheck check;
    private final ReadableSegments segments;
    private final HashedKeys known = new HashedKeys();
    private final HashedKeys chosen = new HashedKeys();
    private long objects;
    private long bytes;

    BucketVerifier(
            Repository repository,
            ContentIds ids,
            InstantSource clock,
            Snapshot snapshot,
            Optional<Identity> identity) {
        this.clock = clock;
        this.snapshot = snapshot;
        this.identity = identity;
        this.segments = new ReadableSegments(repository.segments(), snapshot.id(), damages::addSegment);
        this.check = identity.<ContentCheck>map(key -> new OpenedCheck(repository.contents(), ids, key, damages))
                .orElseGet(() -> new StoredCheck(repository.store(), damages));
    }

    BucketVerification verify(Sample sample, long seed) {
        if (snapshot.objects() == 0) {
            return new Empty();
        }
        Instant start = clock.instant();
        Lot lot = Lot.draw(sample, seed, readable());
        try (Crew readers = new Crew("verify", READERS)) {
            for (SegmentRef ref : snapshot.segments()) {
                verify(ref, lot, readers);
            }
        } catch (IOException e) {
            throw new SnapshotException(
                    snapshot.id(), "The verification of " + snapshot.id() + " was broken off: " + e.getMessage(), e);
        }
        return result(seed, Duration.between(start, clock.instant()));
    }

    private Stream<Segment> readable() {
        return snapshot.segments().stream().map(segments::read).flatMap(Optional::stream);
    }

    private void verify(SegmentRef ref, Lot lot, Crew readers) throws IOException {
        Optional<Segment> read = segments.read(ref);
        if (read.isEmpty()) {
            return;
        }
        Segment segment = read.get();
        segment.contents().keySet().forEach(known::add);
        Map<String, List<Entry>> entries = segment.entries().stream()
                .filter(entry -> lot.has(entry.stored()))
                .collect(Collectors.groupingBy(Entry::stored));
        for (Map.Entry<String, List<Entry>> one : entries.entrySet()) {
            objects += one.getValue().size();
            if (chosen.add(one.getKey())) {
                bytes += segment.stored(one.getKey()).content().storedBytes();
            }
            readers.add(() -> check.check(segment.stored(one.getKey()), one.getValue()));
        }
        readers.await();
    }

    private BucketVerification result(long seed, Duration lasted) {
        Extent extent = identity.isPresent() ? Extent.OPENED : Extent.STORED;
        Checked checked = new Checked(extent, chosen.size(), known.size(), objects, bytes, seed, lasted);
        return damages.isEmpty()
                ? new Intact(checked)
                : new Damaged(checked, damages.contents(), damages.objects(), damages.first());
    }
}
