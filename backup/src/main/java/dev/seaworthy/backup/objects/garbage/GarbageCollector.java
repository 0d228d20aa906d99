package dev.seaworthy.backup.objects.garbage;

import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.interrupt.TimeLimit;
import dev.seaworthy.backup.objects.repository.HashedKeys;
import dev.seaworthy.backup.objects.repository.Layout;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the contents and segments of one bucket's backups that neither a snapshot nor an unfinished run refers to.
 * Safe for use by many threads and nodes at once, beside runs, and to be killed at any time: what is once condemned is
 * referred to by no run that begins after, and is deleted only when each run from before has ended.
 */
public final class GarbageCollector {
    /** How far the clocks of nodes and of the store may differ. */
    static final Duration MOST_SKEW = Duration.ofHours(1);

    /** How old the newest snapshot may be, before the clock is doubted. */
    static final Duration MOST_PAUSE = Duration.ofDays(35);

    private static final Logger LOG = LoggerFactory.getLogger(GarbageCollector.class);

    private final Repository repository;
    private final Layout layout;
    private final Duration grace;
    private final InstantSource clock;
    private final StoreClock storeClock;
    private final KnownLocks locks = new KnownLocks();

    /** @param abandonedAfter more than any run takes from its beginning to its end */
    public GarbageCollector(Repository repository, Duration abandonedAfter, InstantSource clock, TimeIds ids) {
        this.repository = repository;
        this.layout = repository.layout();
        this.grace = abandonedAfter.plus(MOST_SKEW);
        this.clock = clock;
        this.storeClock = new StoreClock(repository.store(), layout, ids);
    }

    /**
     * Collects.
     *
     * @throws StoreException if the store cannot be listed
     */
    public Collected collect(TimeLimit limit) {
        return collect(Set.of(), false, limit);
    }

    /**
     * What it would do if these snapshots were gone; it writes nothing.
     *
     * @throws StoreException if the store cannot be listed
     */
    public Collected plan(Set<String> without, TimeLimit limit) {
        return collect(without, true, limit);
    }

    private Collected collect(Set<String> without, boolean dry, TimeLimit limit) {
        Tally tally = new Tally();
        try {
            collect(without, dry, limit, tally);
            return tally.collected(Optional.empty());
        } catch (StoppedException e) {
            LOG.warn("The garbage of {} stays where it is: {}", layout.name(), e.getMessage(), e.getCause());
            return tally.collected(Optional.of(String.valueOf(e.getMessage())));
        } catch (StoreException e) {
            String end = limit.end().orElseThrow(() -> e);
            LOG.warn("The garbage of {} stays where it is: {}", layout.name(), end, e);
            return tally.collected(Optional.of(end));
        }
    }

    private void collect(Set<String> without, boolean dry, TimeLimit limit, Tally tally) {
        Instant own = clock.instant();
        Instant ofStore = dry ? own : ofStore(own);
        locks.forgetThoseBefore(ofStore);
        Round round = new Round(own, ofStore, grace, dry, tally, limit);
        HashedKeys marked = new Marks(repository.store(), layout).all();
        NavigableMap<String, String> snapshots = snapshots(own);
        References needed = new References(repository, locks, round);
        NavigableMap<String, String> kept = new TreeMap<>(snapshots);
        kept.keySet().removeAll(without);
        needed.addSnapshots(kept);
        needed.addUnfinished(run -> run.compareTo(snapshots.lastKey()) > 0 || !round.isOver(run));
        new Sweep(repository, marked, needed, round).run();
        if (!dry) {
            discardUploads(ofStore.minus(grace), round);
        }
    }

    private void discardUploads(Instant begunBefore, Round round) {
        try {
            round.tally().uploads(repository.store().discardUploads(layout.folder(), begunBefore));
        } catch (StoreException e) {
            round.requireTime();
            round.tally().problem(e);
        }
    }

    /** It is told between two looks at the clock here, however long that takes. */
    private Instant ofStore(Instant own) {
        Instant ofStore = storeClock.now(own).orElse(own);
        if (ofStore.isBefore(own.minus(MOST_SKEW))
                || ofStore.isAfter(clock.instant().plus(MOST_SKEW))) {
            throw new StoppedException(
                    "it is " + own + " by the clock here, and " + ofStore + " by that of the store: set the one that"
                            + " is wrong",
                    null);
        }
        return ofStore;
    }

    /** By their ids, if the newest is of these days. */
    private NavigableMap<String, String> snapshots(Instant now) {
        repository.snapshots().others().stream().findFirst().ifPresent(other -> {
            throw new StoppedException(
                    other + " has not the name of a snapshot, and may be one of a later version: move it away", null);
        });
        NavigableMap<String, String> snapshots = repository.snapshots().keys();
        if (snapshots.isEmpty()) {
            throw new StoppedException("there is no snapshot, so that nobody knows what is needed", null);
        }
        requirePlausible(now, snapshots.lastKey());
        return snapshots;
    }

    private static void requirePlausible(Instant now, String newest) {
        Optional<Instant> begun = TimeIds.time(newest);
        if (begun.filter(now.plus(MOST_SKEW)::isAfter).isEmpty()) {
            throw new StoppedException(
                    "snapshot " + newest + " is of a time to come, and it is " + now + ": set the clock, or delete the"
                            + " snapshot by hand if its clock was wrong",
                    null);
        }
        if (begun.get().isBefore(now.minus(MOST_PAUSE))) {
            throw new StoppedException(
                    "the newest snapshot is " + newest + ", and it is " + now + ": set the clock, or back up", null);
        }
    }
}
