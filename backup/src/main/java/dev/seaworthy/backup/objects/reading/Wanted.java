package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.StoredContent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entries of one segment, by the stored contents that have theirs. Safe for use by many threads. */
final class Wanted {
    private final Segment segment;
    private final Map<String, List<Entry>> entries = new LinkedHashMap<>();

    Wanted(Segment segment) {
        this.segment = segment;
    }

    synchronized void add(Entry entry) {
        entries.computeIfAbsent(entry.stored(), key -> new ArrayList<>()).add(entry);
    }

    synchronized Map<String, List<Entry>> byStored() {
        return new LinkedHashMap<>(entries);
    }

    StoredContent stored(String key) {
        return segment.stored(key);
    }

    /** The stored contents that only a private key opens. */
    synchronized List<String> sealed() {
        return sealed(entries.keySet());
    }

    static List<String> sealed(Collection<String> stored) {
        return stored.stream().filter(key -> key.endsWith(".age")).toList();
    }
}
