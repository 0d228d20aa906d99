package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.repository.Changes;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts what has changed since the newest snapshot. Safe for use by many threads. */
final class Counts {
    private final LongAdder unchanged = new LongAdder();
    private final LongAdder added = new LongAdder();
    private final LongAdder changed = new LongAdder();
    private final LongAdder removed = new LongAdder();

    /** @param before what the snapshot had of it */
    void found(Optional<Entry> before, SourceObject object) {
        if (before.isEmpty()) {
            added.increment();
        } else if (before.get().object().equals(object)) {
            unchanged.increment();
        } else {
            changed.increment();
        }
    }

    void vanished(Optional<Entry> before) {
        removed(before.isPresent() ? 1 : 0);
    }

    void removed(long objects) {
        removed.add(objects);
    }

    Changes changes() {
        return new Changes(unchanged.sum(), added.sum(), changed.sum(), removed.sum());
    }
}
