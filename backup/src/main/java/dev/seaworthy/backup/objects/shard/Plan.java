package dev.seaworthy.backup.objects.shard;

import dev.seaworthy.backup.objects.run.Attempt;
import dev.seaworthy.backup.objects.source.KeyRange;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the keys of a bucket are divided for one backup. Immutable.
 *
 * @param id of the snapshot to be
 * @param createdAt when the backup was begun, by the clock of the node that did
 * @param base the id of the newest snapshot then
 * @param boundaries the last key of each shard but the last, ascending
 * @param expectedObjects how many the base has, and so this backup, more or less
 * @param expectedBytes of theirs
 */
public record Plan(
        String id,
        Instant createdAt,
        Optional<String> base,
        List<String> boundaries,
        long expectedObjects,
        long expectedBytes) {
    public Plan {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(base, "base");
        boundaries = List.copyOf(boundaries);
        requireAscending(boundaries);
    }

    private static void requireAscending(List<String> boundaries) {
        if (boundaries.size() >= Attempt.MOST_SHARDS) {
            throw new IllegalArgumentException("it has more than " + Attempt.MOST_SHARDS + " shards");
        }
        String last = "";
        for (String boundary : boundaries) {
            if (KeyRange.ORDER.compare(last, boundary) >= 0) {
                throw new IllegalArgumentException("its boundaries are not in the order of keys");
            }
            last = boundary;
        }
    }

    public int shards() {
        return boundaries.size() + 1;
    }

    /**
     * The keys of a shard.
     *
     * @param shard from 0
     */
    public KeyRange range(int shard) {
        return new KeyRange(
                shard == 0 ? "" : boundaries.get(shard - 1),
                shard == boundaries.size() ? Optional.empty() : Optional.of(boundaries.get(shard)));
    }
}
