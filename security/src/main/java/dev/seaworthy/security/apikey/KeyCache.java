package dev.seaworthy.security.apikey;

import dev.seaworthy.security.apikey.store.StoredKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The keys that were read last, so many and no more; the one that nobody asked for longest goes first. Safe for use by
 * many threads.
 */
final class KeyCache {
    private final Map<String, Kept> entries;
    private final long staleness;
    private final LongSupplier nanoTime;
    private long events;
    private long changed;

    /**
     * @param time when the reading of it began
     * @param kept which event its coming was
     */
    private record Kept(StoredKey stored, long time, long kept) {}

    KeyCache(int size, Duration staleness, LongSupplier nanoTime) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                return size() > size;
            }
        };
        this.staleness = staleness.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The key, if it was read not long ago. */
    synchronized Optional<StoredKey> fresh(String id) {
        Kept entry = entries.get(id);
        return entry == null || nanoTime.getAsLong() - entry.time() >= staleness
                ? Optional.empty()
                : Optional.of(entry.stored());
    }

    /** The key, however long ago it was read. */
    synchronized Optional<StoredKey> remembered(String id) {
        return Optional.ofNullable(entries.get(id)).map(Kept::stored);
    }

    /** To be asked before the store is. */
    synchronized Ticket ticket() {
        return new Ticket(events, nanoTime.getAsLong());
    }

    /** Keeps what was read, unless a key was changed or this one kept meanwhile: it may have been read before that. */
    synchronized void keep(StoredKey stored, Ticket ticket) {
        Kept there = entries.get(stored.key().id());
        if (ticket.events() >= changed && (there == null || ticket.events() >= there.kept())) {
            put(stored, ticket);
        }
    }

    private void put(StoredKey stored, Ticket ticket) {
        entries.put(stored.key().id(), new Kept(stored, ticket.time(), ++events));
    }

    /** To be said after the store was changed. */
    synchronized void forget(String id) {
        changed = ++events;
        entries.remove(id);
    }

    /** The same, where both keys are known as they stand since then, unless another was changed meanwhile. */
    synchronized void replace(StoredKey old, StoredKey successor, Ticket ticket) {
        boolean isCalm = ticket.events() >= changed;
        forget(old.key().id());
        if (isCalm) {
            put(old, ticket);
            put(successor, ticket);
        }
    }

    /** How things stood when a reading began. */
    record Ticket(long events, long time) {}
}
