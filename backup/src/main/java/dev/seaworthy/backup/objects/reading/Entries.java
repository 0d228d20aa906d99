package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Segments;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.source.KeyRange;
import java.util.List;
import java.util.stream.Stream;

/** The entries of segments, one segment after the other, each read when it is its turn. */
final class Entries {
    private Entries() {}

    static Stream<Entry> of(Segments segments, Snapshot snapshot, KeyRange range) {
        return of(
                segments,
                snapshot.segments().stream()
                        .filter(ref -> ref.range().intersect(range).isPresent())
                        .toList());
    }

    static Stream<Entry> of(Segments segments, List<SegmentRef> refs) {
        return refs.stream().flatMap(ref -> segments.read(ref).entries().stream());
    }
}
