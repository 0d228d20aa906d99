package dev.seaworthy.backup.objects.shard;

import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.source.ObjectSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Divides a bucket. Safe for use by many threads. */
public final class Planning {
    private final Repository repository;
    private final ObjectSource source;
    private final int shards;
    private final int page;

    /**
     * Of one bucket.
     *
     * @param shards the most that there may be
     * @param page how many objects the source tells at one request
     */
    public Planning(Repository repository, ObjectSource source, int shards, int page) {
        this.repository = repository;
        this.source = source;
        this.shards = shards;
        this.page = page;
    }

    /** By the newest snapshot if that has enough segments, else by what a few looks at the source show. */
    public Plan plan(String id, Instant now) {
        Optional<Snapshot> newest = repository.snapshots().readable().findFirst();
        List<String> boundaries = newest.filter(snapshot -> snapshot.segments().size() >= shards)
                .map(snapshot -> Boundaries.of(snapshot, shards))
                .orElseGet(() -> new Seeking(source, page).boundaries(shards));
        return new Plan(
                id,
                now,
                newest.map(Snapshot::id),
                boundaries,
                newest.map(Snapshot::objects).orElse(0L),
                newest.map(Snapshot::bytes).orElse(0L));
    }
}
