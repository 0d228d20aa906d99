package dev.seaworthy.backup.objects.garbage;

import dev.seaworthy.backup.content.ContentObject;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Has the locks of what a locked snapshot needs last as long as its own. */
final class Locks {
    /** How much longer than needed, so that the snapshots of the next days ask for nothing. */
    static final Duration AHEAD = Duration.ofDays(7);

    private final ObjectStore store;
    private final KnownLocks known;
    private final Round round;

    Locks(ObjectStore store, KnownLocks known, Round round) {
        this.store = store;
        this.known = known;
        this.round = round;
    }

    /** The lock of one object, if it has one with an end. */
    Optional<Instant> of(String key) {
        return store.lockedUntil(key).filter(until -> !until.equals(Instant.MAX));
    }

    /** What could not be extended is a problem of its own, and stops nothing. */
    void extend(List<ContentObject> objects, Instant until) {
        if (until.isAfter(round.ofStore())) {
            objects.stream()
                    .map(ContentObject::key)
                    .filter(key -> !known.last(key, until))
                    .forEach(key -> extend(key, until));
        }
    }

    private void extend(String key, Instant until) {
        try {
            Optional<Instant> lock = store.lockedUntil(key).filter(end -> !end.isBefore(until));
            lock.filter(end -> !end.equals(Instant.MAX)).ifPresent(end -> known.met(key, end, until));
            if (lock.isEmpty() && (round.dry() || store.extendLock(key, until.plus(AHEAD)))) {
                round.tally().extended();
            }
        } catch (StoreException e) {
            round.tally().problem(e);
        }
    }
}
