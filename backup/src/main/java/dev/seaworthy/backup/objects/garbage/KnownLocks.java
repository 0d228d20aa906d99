package dev.seaworthy.backup.objects.garbage;

import dev.seaworthy.backup.objects.repository.HashedKeys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Until when locks last, as this process has met them: they are made longer, and not shorter, so that nobody need ask
 * again before one is needed for longer. Safe for use by many threads.
 */
final class KnownLocks {
    private final NavigableMap<Instant, HashedKeys> byEnd = new ConcurrentSkipListMap<>();

    /** Whether a lock is known to last till then. */
    boolean last(String key, Instant until) {
        return byEnd.tailMap(until, true).values().stream().anyMatch(keys -> keys.contains(key));
    }

    /**
     * Keeps, by days, that a lock lasts.
     *
     * @param until for how long at least
     */
    void met(String key, Instant end, Instant until) {
        Instant day = end.truncatedTo(ChronoUnit.DAYS);
        boolean unused = byEnd.computeIfAbsent(day.isAfter(until) ? day : until, time -> new HashedKeys())
                .add(key);
    }

    void forgetThoseBefore(Instant time) {
        byEnd.headMap(time).clear();
    }
}
