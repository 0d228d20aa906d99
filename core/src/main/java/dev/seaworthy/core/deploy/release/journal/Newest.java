package dev.seaworthy.core.deploy.release.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What {@link Recent} keeps, of entries that are added newest first. */
final class Newest {
    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private boolean released;
    private boolean whole;

    void add(JournalEntry entry) {
        entries.addFirst(entry);
        released |= Recent.isGoodEnd(entry);
        whole = (released && entry.event() == JournalEvent.BEGUN) || entries.size() > Recent.MOST_ENTRIES;
    }

    /** Whether older ones matter no more, or there are more than may be. */
    boolean isWhole() {
        return whole;
    }

    /** Oldest first. */
    List<JournalEntry> entries() {
        Recent recent = new Recent();
        entries.forEach(recent::add);
        return recent.entries();
    }
}
