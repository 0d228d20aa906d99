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
    private final Map<String, Entry> entries;
    private final long staleness;
    private final LongSupplier nanoTime;
    private long changes;

    private record Entry(StoredKey stored, long readAt) {}

    KeyCache(int size, Duration staleness, LongSupplier nanoTime) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
                return size() > size;
            }
        };
        this.staleness = staleness.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The key, if it was read not long ago. */
    synchronized Optional<StoredKey> fresh(String id) {
        Entry entry = entries.get(id);
        return entry == null || nanoTime.getAsLong() - entry.readAt() >= staleness
                ? Optional.empty()
                : Optional.of(entry.stored());
    }

    /** The key, however long ago it was read. */
    synchronized Optional<StoredKey> remembered(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::stored);
    }

    /** To be asked before the store is. */
    synchronized Ticket ticket() {
        return new Ticket(changes, nanoTime.getAsLong());
    }

    /** Keeps what was read, unless a key was changed meanwhile: it may have been read before that. */
    synchronized void keep(StoredKey stored, Ticket ticket) {
        if (ticket.changes() == changes) {
            entries.put(stored.key().id(), new Entry(stored, ticket.time()));
        }
    }

    /** To be said after the store was changed. */
    synchronized void forget(String id) {
        changes++;
        entries.remove(id);
    }

    /** How things stood when a reading began. */
    record Ticket(long changes, long time) {}
}
