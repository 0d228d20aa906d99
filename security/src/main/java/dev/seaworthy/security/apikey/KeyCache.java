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

    /** What is kept of a key; to be asked before the store is. */
    synchronized Look look(String id) {
        Kept entry = entries.get(id);
        Ticket ticket = ticket();
        return entry == null
                ? new Look(Optional.empty(), false, ticket)
                : new Look(Optional.of(entry.stored()), ticket.time() - entry.time() < staleness, ticket);
    }

    /** To be asked before the store is. */
    synchronized Ticket ticket() {
        return new Ticket(events, nanoTime.getAsLong());
    }

    /** Keeps what was read, unless a key was changed or this one kept meanwhile: it may have been read before that. */
    void keep(StoredKey stored, Look look) {
        if (staleness > 0 || !look.remembered().equals(Optional.of(stored))) {
            keep(stored, look.ticket());
        }
    }

    private synchronized void keep(StoredKey stored, Ticket ticket) {
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

    /**
     * What was kept of a key.
     *
     * @param remembered however long ago it was read
     * @param isFresh whether that was not long ago
     */
    record Look(Optional<StoredKey> remembered, boolean isFresh, Ticket ticket) {
        Optional<StoredKey> fresh() {
            return isFresh ? remembered : Optional.empty();
        }
    }

    /** How things stood when a reading began. */
    record Ticket(long events, long time) {}
}
