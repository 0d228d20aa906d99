package dev.seaworthy.backup;

import dev.seaworthy.backup.interrupt.TimeLimit;
import dev.seaworthy.backup.interrupt.Uninterrupted;
import dev.seaworthy.backup.manifest.Departures;
import dev.seaworthy.backup.manifest.Manifest;
import dev.seaworthy.backup.manifest.Manifests;
import dev.seaworthy.backup.manifest.Proofs;
import dev.seaworthy.backup.manifest.UnreadableManifestException;
import dev.seaworthy.backup.retention.Candidate;
import dev.seaworthy.backup.retention.Holds;
import dev.seaworthy.backup.retention.Mark;
import dev.seaworthy.backup.retention.RetentionPlan;
import dev.seaworthy.backup.retention.RetentionPolicy;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which backups go under a policy, and their going. */
final class Pruning {
    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);

    private final ObjectStore store;
    private final Manifests manifests;
    private final Proofs proofs;
    private final Holds holds;
    private final Departures departures;
    private final BackupListener listener;
    private final InstantSource clock;

    Pruning(
            ObjectStore store,
            Manifests manifests,
            Proofs proofs,
            Holds holds,
            Departures departures,
            BackupListener listener,
            InstantSource clock) {
        this.store = store;
        this.manifests = manifests;
        this.proofs = proofs;
        this.holds = holds;
        this.departures = departures;
        this.listener = listener;
        this.clock = clock;
    }

    /** What is in a store: backups by their ids, and what cannot be read. */
    private record Stock(Map<String, Prunable> backups, List<String> unreadable) {}

    RetentionPlan plan(RetentionPolicy policy) {
        return plan(policy, stock());
    }

    private Stock stock() {
        Map<String, Prunable> backups = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        for (String id : manifests.ids()) {
            try {
                manifests.find(id).map(Prunable::of).ifPresent(found -> backups.put(id, found));
            } catch (UnreadableManifestException e) {
                unreadable.add(id);
            }
        }
        return new Stock(backups, unreadable);
    }

    /** Locks are asked for last, and only of what would go: each is a request. */
    private RetentionPlan plan(RetentionPolicy policy, Stock stock) {
        Instant now = clock.instant();
        List<Candidate> candidates = candidates(stock);
        Set<Candidate> going = Set.copyOf(policy.plan(candidates, now).deleted());
        return policy.plan(
                        candidates.stream()
                                .map(backup -> going.contains(backup) ? locked(backup, stock) : backup)
                                .toList(),
                        now)
                .withUnreadable(stock.unreadable());
    }

    private List<Candidate> candidates(Stock stock) {
        Set<String> proven = proofs.backups();
        Map<String, List<Mark>> marks = holds.list().stream().collect(Collectors.groupingBy(Mark::backup));
        return stock.backups().values().stream()
                .map(Prunable::candidate)
                .map(backup -> backup.withProven(proven.contains(backup.id()))
                        .withMarks(marks.getOrDefault(backup.id(), List.of())))
                .toList();
    }

    private Candidate locked(Candidate backup, Stock stock) {
        return backup.withLockedUntil(backup(stock, backup).lockedUntil(store));
    }

    private static Prunable backup(Stock stock, Candidate candidate) {
        return Objects.requireNonNull(stock.backups().get(candidate.id()));
    }

    PruneReport run(RetentionPolicy policy, TimeLimit limit) {
        Stock stock = stock();
        RetentionPlan plan = plan(policy, stock);
        if (plan.isWithheld()) {
            LOG.warn(
                    "Backups stay because no drill has proven one: run a RestoreDrill, or say unproven() in the policy");
        }
        departures.endLeftBehind();
        List<Candidate> oldestFirst = new ArrayList<>(plan.deleted());
        Collections.reverse(oldestFirst);
        List<BackupEvent.Pruned> pruned = new ArrayList<>();
        List<BackupException> failures = new ArrayList<>();
        for (Candidate backup : oldestFirst) {
            try {
                requireTime(limit, backup.id());
                Uninterrupted.run(() -> delete(backup(stock, backup)).ifPresent(pruned::add));
            } catch (StoreException | IOException e) {
                failures.add(failed(backup.id(), e));
            }
        }
        if (!failures.isEmpty()) {
            BackupException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
        return new PruneReport(plan, pruned);
    }

    private static void requireTime(TimeLimit limit, String id) {
        limit.end().ifPresent(end -> {
            throw new BackupException(id, "Backup " + id + " and those after it were not deleted: " + end, null);
        });
    }

    private BackupException failed(String id, Exception cause) {
        String message = "Backup " + id + " could not be deleted, or not wholly: " + cause.getMessage();
        listener.happened(new BackupEvent.PruneFailed(id, message));
        return new BackupException(id, message, cause);
    }

    /** Empty if it was marked since the plan, or deleted by another node. */
    private Optional<BackupEvent.Pruned> delete(Prunable backup) throws IOException {
        String departure = departures.begin(backup.id());
        try {
            return deleteDeparting(backup);
        } finally {
            departures.end(departure);
        }
    }

    private Optional<BackupEvent.Pruned> deleteDeparting(Prunable backup) throws IOException {
        String id = backup.id();
        Optional<Manifest> manifest = manifests.find(id);
        if (manifest.isEmpty() || !holds.of(id).isEmpty()) {
            return Optional.empty();
        }
        store.delete(Manifests.manifestKey(id));
        if (!isFree(manifest.get())) {
            return Optional.empty();
        }
        backup.contents().forEach(store::delete);
        if (manifests.exists(id)) { // put back by a node that did not see that its contents were going
            store.delete(Manifests.manifestKey(id));
        }
        BackupEvent.Pruned gone =
                new BackupEvent.Pruned(id, backup.bytes(), backup.contents().size() + 1, hiddenVersions(id));
        listener.happened(gone);
        return Optional.of(gone);
    }

    /**
     * Asked again when nobody finds the backup any more. Whoever marked it before is heeded, and it comes back; whoever
     * marks it after sees that it is gone.
     */
    private boolean isFree(Manifest manifest) throws IOException {
        boolean free = false;
        try {
            free = holds.of(manifest.id()).isEmpty();
        } finally {
            if (!free) {
                putBack(manifest);
            }
        }
        return free;
    }

    /** Not for long if another node, which saw no mark, has begun to delete its contents. */
    private void putBack(Manifest manifest) throws IOException {
        try {
            manifests.publish(manifest);
        } catch (ObjectExistsException e) {
            LOG.debug("Another node has put backup {} back", manifest.id(), e);
        }
        Set<String> there = store.list(Manifests.FOLDER + manifest.id() + "/").stream()
                .map(StoredObject::key)
                .collect(Collectors.toSet());
        if (!there.containsAll(Prunable.of(manifest).contents())) {
            store.delete(Manifests.manifestKey(manifest.id()));
        }
    }

    private OptionalInt hiddenVersions(String id) {
        try {
            return OptionalInt.of(store.hiddenVersions(Manifests.FOLDER + id + "/"));
        } catch (StoreException e) {
            LOG.warn("The store does not say how many versions it keeps of what was deleted", e);
            return OptionalInt.empty();
        }
    }
}
