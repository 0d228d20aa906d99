package dev.seaworthy.core.deploy.release.journal;

import java.util.ArrayList;
import java.util.List;

/** The entries that still matter: of those that are added in order, the last run that ended well and all after it. */
public final class Recent {
    /** More than this many are no journal of releases: {@value}. */
    public static final int MOST_ENTRIES = 100_000;

    private final List<JournalEntry> entries = new ArrayList<>();
    private int begun;

    /** None yet. */
    public Recent() {}

    public void add(JournalEntry entry) {
        if (entry.event() == JournalEvent.BEGUN) {
            begun = entries.size();
        }
        entries.add(entry);
        if (isGoodEnd(entry)) {
            entries.subList(0, begun).clear();
            begun = 0;
        }
        if (entries.size() > MOST_ENTRIES) {
            throw new JournalException("the journal has more than " + MOST_ENTRIES
                    + " entries since the last release that ended well: look at what is written there");
        }
    }

    static boolean isGoodEnd(JournalEntry entry) {
        return entry.event() == JournalEvent.ENDED && entry.detail("status").equals("RELEASED");
    }

    public List<JournalEntry> entries() {
        return List.copyOf(entries);
    }
}
