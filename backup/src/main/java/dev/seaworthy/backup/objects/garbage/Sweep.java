package dev.seaworthy.backup.objects.garbage;

import dev.seaworthy.backup.objects.repository.HashedKeys;
import dev.seaworthy.backup.objects.repository.Layout;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import java.time.Instant;
import java.util.Optional;

/** Goes over all that is stored: condemns what nothing needs, and deletes what was condemned long ago. One thread. */
final class Sweep {
    private final ObjectStore store;
    private final Layout layout;
    private final Marks marks;
    private final References needed;
    private final HashedKeys marked;
    private final HashedKeys marking = new HashedKeys();
    private final HashedKeys there = new HashedKeys();
    private final Round round;

    /** @param marked what was, before anything else was read */
    Sweep(Repository repository, HashedKeys marked, References needed, Round round) {
        this.store = repository.store();
        this.layout = repository.layout();
        this.marks = new Marks(store, layout);
        this.marked = marked;
        this.needed = needed;
        this.round = round;
    }

    /** Segments before what they refer to; the marks of what is gone last. */
    void run() {
        store.list(layout.segments(), this::visit);
        store.list(layout.data(), this::visit);
        if (!round.dry()) {
            marks.forEach(this::lift);
        }
    }

    private void visit(StoredObject object) {
        Optional<String> unit = layout.unitOf(object.key());
        if (unit.isPresent()) {
            round.requireTime();
            try {
                visit(object, unit.get());
            } catch (StoreException e) {
                there.add(unit.get());
                round.tally().problem(e);
            }
        }
    }

    private void visit(StoredObject object, String unit) {
        if (needed.contains(unit)) {
            there.add(unit);
            return;
        }
        Optional<Instant> condemned = marked.contains(unit) ? marks.since(unit) : Optional.empty();
        if (condemned.isEmpty()) {
            condemn(object, unit);
        } else if (round.isOver(condemned.get())) {
            delete(object, unit);
        } else {
            there.add(unit);
            round.tally().waiting(object.bytes());
        }
    }

    private void condemn(StoredObject object, String unit) {
        if (layout.runOf(unit).filter(round::isOver).isPresent()) {
            there.add(unit);
            if (marking.add(unit) && !round.dry()) {
                marks.put(unit, round.own());
            }
            round.tally().condemned(object.bytes());
        }
    }

    private void delete(StoredObject object, String unit) {
        if (store.lockedUntil(object.key()).filter(round.ofStore()::isBefore).isPresent()) {
            there.add(unit);
            round.tally().locked(object.bytes());
            return;
        }
        if (!round.dry()) {
            store.delete(object.key());
        }
        round.tally().deleted(object.bytes());
    }

    /** Not what is marked only since: another collection may not have seen what we saw. */
    private void lift(String unit) {
        if (marked.contains(unit) && !there.contains(unit)) {
            try {
                marks.delete(unit);
            } catch (StoreException e) {
                round.tally().problem(e);
            }
        }
    }
}
