package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.interrupt.TimeLimit;
import dev.seaworthy.backup.interrupt.Uninterrupted;
import dev.seaworthy.backup.manifest.Departures;
import dev.seaworthy.backup.manifest.UnreadableManifestException;
import dev.seaworthy.backup.objects.garbage.GarbageCollector;
import dev.seaworthy.backup.objects.repository.Proofs;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.retention.Candidate;
import dev.seaworthy.backup.retention.Holds;
import dev.seaworthy.backup.retention.Mark;
import dev.seaworthy.backup.retention.RetentionPlan;
import dev.seaworthy.backup.retention.RetentionPolicy;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which snapshots go under a policy, their going, and that of what nothing needs after them. */
final class Pruning {
    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);

    private final Repository repository;
    private final Proofs proofs;
    private final Holds holds;
    private final Departures departures;
    private final GarbageCollector garbage;
    private final InstantSource clock;

    /** @param abandonedAfter more than any run takes from its beginning to its end */
    Pruning(Repository repository, Duration abandonedAfter, TimeIds ids, InstantSource clock) {
        this.repository = repository;
        this.proofs = new Proofs(repository.store(), repository.layout());
        this.departures =
                new Departures(repository.store(), repository.layout().condemned() + "snapshots/", ids, clock);
        String folder = "bucket/" + repository.layout().name();
        this.holds = Holds.of(repository.store(), folder, this::stays, clock);
        this.garbage = new GarbageCollector(repository, abandonedAfter, clock, ids);
        this.clock = clock;
    }

    /** In this order: what is gone, or put back, when its departure has ended is seen so. */
    private boolean stays(String id) {
        return !departures.contains(id) && repository.snapshots().keys().containsKey(id);
    }

    /** The marks of these snapshots. */
    Holds holds() {
        return holds;
    }

    /** The snapshots, and what cannot be read. */
    private record Stock(NavigableMap<String, String> keys, List<Candidate> snapshots, List<String> unreadable) {}

    /**
     * What {@link #prune} would do; writes nothing.
     *
     * @throws StoreException if the store cannot be read
     */
    PruneReport plan(RetentionPolicy policy, TimeLimit limit) {
        RetentionPlan plan = plan(policy, stock());
        List<String> going = oldestFirst(plan);
        return PruneReport.of(plan, going, List.of(), garbage.plan(Set.copyOf(going), limit));
    }

    /**
     * Deletes the manifests of what the policy does not keep, and collects garbage.
     *
     * @throws StoreException if the store cannot be read
     */
    PruneReport prune(RetentionPolicy policy, TimeLimit limit) {
        Stock stock = stock();
        RetentionPlan plan = plan(policy, stock);
        departures.endLeftBehind();
        List<String> pruned = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String id : oldestFirst(plan)) {
            try {
                limit.end().ifPresent(end -> {
                    throw new StoreException(id, "Snapshot " + id + " stays: " + end, null);
                });
                if (delete(id)) {
                    pruned.add(id);
                }
            } catch (StoreException | IOException e) {
                problems.add("Snapshot " + id + " could not be deleted: " + e.getMessage());
            }
        }
        deleteProofsOfNothing();
        return PruneReport.of(plan, pruned, problems, garbage.collect(limit));
    }

    private Stock stock() {
        NavigableMap<String, String> keys = repository.snapshots().keys();
        List<Candidate> snapshots = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (String id : keys.descendingKeySet()) {
            try {
                repository.snapshots().find(id).map(Pruning::candidate).ifPresent(snapshots::add);
            } catch (UnreadableManifestException e) {
                unreadable.add(id);
            }
        }
        return new Stock(keys, snapshots, unreadable);
    }

    private static Candidate candidate(Snapshot snapshot) {
        return Candidate.of(snapshot.id(), snapshot.createdAt());
    }

    /** Locks are asked for last, and only of what would go: each is a request. */
    private RetentionPlan plan(RetentionPolicy policy, Stock stock) {
        Instant now = clock.instant();
        Set<String> proven = proofs.snapshots();
        Map<String, List<Mark>> marks = holds.list().stream().collect(Collectors.groupingBy(Mark::backup));
        List<Candidate> candidates = stock.snapshots().stream()
                .map(snapshot -> snapshot.withProven(proven.contains(snapshot.id()))
                        .withMarks(marks.getOrDefault(snapshot.id(), List.of())))
                .toList();
        Set<Candidate> going = Set.copyOf(policy.plan(candidates, now).deleted());
        return policy.plan(
                        candidates.stream()
                                .map(snapshot -> going.contains(snapshot) ? locked(snapshot, stock) : snapshot)
                                .toList(),
                        now)
                .withUnreadable(stock.unreadable());
    }

    private Candidate locked(Candidate snapshot, Stock stock) {
        String key = Objects.requireNonNull(stock.keys().get(snapshot.id()));
        return snapshot.withLockedUntil(repository.store().lockedUntil(key));
    }

    private static List<String> oldestFirst(RetentionPlan plan) {
        List<String> going =
                new ArrayList<>(plan.deleted().stream().map(Candidate::id).toList());
        Collections.reverse(going);
        return going;
    }

    /** Not what was marked since the plan. */
    private boolean delete(String id) throws IOException {
        String departure = departures.begin(id);
        try {
            Optional<Snapshot> snapshot = repository.snapshots().find(id);
            if (snapshot.isEmpty() || !holds.of(id).isEmpty()) {
                return false;
            }
            repository.snapshots().delete(id);
            return isFree(snapshot.get());
        } finally {
            departures.end(departure);
        }
    }

    /** Asked again when nobody finds the snapshot any more: whoever marked it before is heeded, and it comes back. */
    private boolean isFree(Snapshot snapshot) throws IOException {
        boolean free = false;
        try {
            free = holds.of(snapshot.id()).isEmpty();
        } finally {
            if (!free) {
                Uninterrupted.run(() -> putBack(snapshot));
            }
        }
        return free;
    }

    private void putBack(Snapshot snapshot) throws IOException {
        try {
            repository.snapshots().publish(snapshot);
        } catch (ObjectExistsException e) {
            LOG.debug("Another node has put snapshot {} back", snapshot.id(), e);
        }
    }

    private void deleteProofsOfNothing() {
        Set<String> proven = proofs.snapshots(); // first, or that of a snapshot made meanwhile would be of nothing
        Set<String> there = repository.snapshots().keys().keySet();
        proven.stream().filter(id -> !there.contains(id)).forEach(proofs::delete);
    }
}
