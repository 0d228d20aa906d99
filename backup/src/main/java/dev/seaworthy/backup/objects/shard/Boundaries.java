package dev.seaworthy.backup.objects.shard;

import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where shards of about the same weight end. One thread at a time. */
final class Boundaries {
    /** What is asked of source and store for an object costs as much as so many bytes of it. */
    private static final double OBJECT_BYTES = 64 * 1024;

    private static final double ROUNDING = 1e-9;

    private final int shards;
    private final List<String> boundaries = new ArrayList<>();
    private final double total;
    private double passed;
    private double nextShare = 1;

    /**
     * Begins with the first key.
     *
     * @param shards the most that there are
     * @param total weight of all keys
     */
    Boundaries(int shards, double total) {
        this.shards = shards;
        this.total = total;
    }

    /** At the ends of segments of a snapshot, so that each shard has whole ones. */
    static List<String> of(Snapshot snapshot, int shards) {
        Boundaries boundaries = new Boundaries(
                shards,
                snapshot.segments().stream().mapToDouble(Boundaries::weight).sum());
        for (SegmentRef segment : snapshot.segments()) {
            boundaries.pass(weight(segment), segment.range().through());
        }
        return boundaries.all();
    }

    private static double weight(SegmentRef segment) {
        return segment.bytes() + segment.objects() * OBJECT_BYTES;
    }

    /**
     * Goes over some keys, after which a shard may end.
     *
     * @param through the last of them; none at the very end
     */
    void pass(double weight, Optional<String> through) {
        passed += weight;
        double shares = passed / total * shards + ROUNDING;
        if (through.isPresent() && boundaries.size() < shards - 1 && shares >= nextShare) {
            boundaries.add(through.get());
            nextShare = Math.floor(shares) + 1;
        }
    }

    List<String> all() {
        return List.copyOf(boundaries);
    }
}
