package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Segments;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.snapshot.SnapshotDiff;
import dev.seaworthy.backup.objects.snapshot.SnapshotDiff.Change;
import dev.seaworthy.backup.objects.snapshot.SnapshotDiff.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Compares two snapshots, as far as they do not share their segments. For one use. */
final class Comparison {
    private static final int MOST_TOLD = 1_000;

    private final Segments segments;
    private final Consumer<Change> changes;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final List<Change> first = new ArrayList<>();
    private long unchanged;

    Comparison(Segments segments, Consumer<Change> changes) {
        this.segments = segments;
        this.changes = changes;
    }

    SnapshotDiff compare(Snapshot from, Snapshot to) {
        Deque<SegmentRef> before = new ArrayDeque<>(from.segments());
        Deque<SegmentRef> after = new ArrayDeque<>(to.segments());
        while (!before.isEmpty()) {
            List<SegmentRef> old = new ArrayList<>(List.of(before.removeFirst()));
            List<SegmentRef> young = new ArrayList<>(List.of(after.removeFirst()));
            align(old, before, young, after);
            compare(old, young);
        }
        return new SnapshotDiff(
                from.id(), to.id(), count(Kind.ADDED), count(Kind.REMOVED), count(Kind.CHANGED), unchanged, first);
    }

    /** Takes as many from both as end at the same key; at the very end all do. */
    private static void align(
            List<SegmentRef> old, Deque<SegmentRef> before, List<SegmentRef> young, Deque<SegmentRef> after) {
        int order = Merge.order(last(old), last(young));
        while (order != 0) {
            if (order < 0) {
                old.add(before.removeFirst());
            } else {
                young.add(after.removeFirst());
            }
            order = Merge.order(last(old), last(young));
        }
    }

    private static Optional<String> last(List<SegmentRef> refs) {
        return refs.get(refs.size() - 1).range().through();
    }

    private void compare(List<SegmentRef> old, List<SegmentRef> young) {
        if (old.equals(young)) {
            unchanged += old.stream().mapToLong(SegmentRef::objects).sum();
            return;
        }
        Merge.of(
                Entries.of(segments, old).iterator(),
                entry -> entry.object().key(),
                Entries.of(segments, young).iterator(),
                entry -> entry.object().key(),
                this::compare);
    }

    private void compare(Optional<Entry> old, Optional<Entry> young) {
        if (old.isEmpty()) {
            young.ifPresent(entry -> tell(entry, Kind.ADDED));
        } else if (young.isEmpty()) {
            tell(old.get(), Kind.REMOVED);
        } else if (isEqual(old.get(), young.get())) {
            unchanged++;
        } else {
            tell(young.get(), Kind.CHANGED);
        }
    }

    private static boolean isEqual(Entry old, Entry young) {
        return old.content().equals(young.content()) && old.metadata().equals(young.metadata());
    }

    private void tell(Entry entry, Kind kind) {
        Change change = new Change(entry.object().key(), kind);
        counts.merge(kind, 1L, Long::sum);
        if (first.size() < MOST_TOLD) {
            first.add(change);
        }
        changes.accept(change);
    }

    private long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
