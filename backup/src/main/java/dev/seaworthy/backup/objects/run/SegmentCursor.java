package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entries of an earlier segment, asked for by ascending keys. One thread at a time. */
final class SegmentCursor {
    private final Segment segment;
    private final Present present;
    private final Map<String, Boolean> presence = new HashMap<>();
    private int position;
    private long passed;

    SegmentCursor(Segment segment, Present present) {
        this.segment = segment;
        this.present = present;
    }

    /** One of no entries. */
    static SegmentCursor none(Present present) {
        return new SegmentCursor(new Segment(KeyRange.ALL, List.of(), Map.of()), present);
    }

    /** What it has under a key, which no key before may follow. */
    Optional<Entry> at(String key) {
        List<Entry> entries = segment.entries();
        while (position < entries.size()) {
            Entry entry = entries.get(position);
            int order = KeyRange.ORDER.compare(entry.object().key(), key);
            if (order > 0) {
                return Optional.empty();
            }
            position++;
            if (order == 0) {
                return Optional.of(entry);
            }
            passed++;
        }
        return Optional.empty();
    }

    /** How many entries it has whose keys were not asked for; of all if it is not asked any more. */
    long passed(boolean ended) {
        return ended ? passed + segment.entries().size() - position : passed;
    }

    /** An entry of it, if that is of this very object and its content is there. */
    Optional<Kept> keep(Entry entry, SourceObject object) {
        if (!entry.object().equals(object)
                || !presence.computeIfAbsent(
                        entry.stored(), key -> present.has(segment.stored(entry).content()))) {
            return Optional.empty();
        }
        return Optional.of(new Kept(entry, segment.stored(entry)));
    }

    /** Whether all its keys come before this one. */
    boolean endsBefore(String key) {
        return segment.range()
                .through()
                .filter(last -> KeyRange.ORDER.compare(last, key) < 0)
                .isPresent();
    }
}
