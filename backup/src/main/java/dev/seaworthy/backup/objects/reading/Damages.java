package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.HashedKeys;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.snapshot.BucketVerification.Damage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is damaged, all of it counted, and the first of it by name. Safe for use by many threads. */
final class Damages {
    private static final int MOST_TOLD = 1_000;
    private static final int MOST_KEYS = 10;

    private final Map<String, Damage> first = new LinkedHashMap<>();
    private final HashedKeys known = new HashedKeys();
    private long objects;

    /** The same content again adds what else it costs. */
    synchronized void add(String stored, String reason, List<Entry> lost) {
        known.add(stored);
        add(
                stored,
                reason,
                lost.size(),
                lost.stream().map(entry -> entry.object().key()).toList());
    }

    /** Adds what else a content costs, if it is damaged. */
    synchronized void addTo(String stored, List<Entry> lost) {
        if (known.contains(stored)) {
            add(stored, "", lost);
        }
    }

    /** Once, however often it was tried. */
    synchronized void addSegment(SegmentRef segment, String reason) {
        if (known.add(segment.key())) {
            add(segment.key(), reason, segment.objects(), List.of());
        }
    }

    private void add(String stored, String reason, long lost, List<String> keys) {
        objects += lost;
        Damage before = first.get(stored);
        if (before != null) {
            first.put(stored, new Damage(stored, before.reason(), before.objects() + lost, more(before.keys(), keys)));
        } else if (first.size() < MOST_TOLD) {
            first.put(stored, new Damage(stored, reason, lost, more(List.of(), keys)));
        }
    }

    private static List<String> more(List<String> keys, List<String> others) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(others.subList(0, Math.min(others.size(), MOST_KEYS - keys.size())));
        return all;
    }

    synchronized boolean isEmpty() {
        return known.size() == 0;
    }

    synchronized long contents() {
        return known.size();
    }

    synchronized long objects() {
        return objects;
    }

    synchronized List<Damage> first() {
        return List.copyOf(first.values());
    }
}
