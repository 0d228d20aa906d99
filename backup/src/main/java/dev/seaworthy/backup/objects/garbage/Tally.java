package dev.seaworthy.backup.objects.garbage;

import dev.seaworthy.backup.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a collection has done so far. One thread at a time. */
final class Tally {
    private static final int MOST_PROBLEMS = 100;

    private final List<String> problems = new ArrayList<>();
    private Amount condemned = Amount.NONE;
    private Amount waiting = Amount.NONE;
    private Amount deleted = Amount.NONE;
    private Amount locked = Amount.NONE;
    private int uploads;
    private long extended;

    void condemned(long bytes) {
        condemned = condemned.plus(bytes);
    }

    void waiting(long bytes) {
        waiting = waiting.plus(bytes);
    }

    void deleted(long bytes) {
        deleted = deleted.plus(bytes);
    }

    void locked(long bytes) {
        locked = locked.plus(bytes);
    }

    void uploads(int count) {
        uploads = count;
    }

    void extended() {
        extended++;
    }

    void problem(StoreException failure) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(String.valueOf(failure.getMessage()));
        }
    }

    Collected collected(Optional<String> stopped) {
        return new Collected(condemned, waiting, deleted, locked, uploads, extended, problems, stopped);
    }
}
