package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.objects.source.KeyRange;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All objects in a range of keys, at one time. Immutable.
 *
 * @param entries in the order of their keys
 * @param contents those that the entries name, by their keys
 */
public record Segment(KeyRange range, List<Entry> entries, Map<String, StoredContent> contents) {
    /** The most that one has, so that it fits into memory. */
    public static final int MOST_ENTRIES = 10_000;

    public Segment {
        entries = List.copyOf(entries);
        contents = Map.copyOf(contents);
        requireCoherent(range, entries, contents);
    }

    public Segment(KeyRange range, List<Entry> entries, Collection<StoredContent> contents) {
        this(range, entries, contents.stream().collect(Collectors.toMap(StoredContent::key, Function.identity())));
    }

    private static void requireCoherent(KeyRange range, List<Entry> entries, Map<String, StoredContent> contents) {
        KeyRange rest = range;
        for (Entry entry : entries) {
            String key = entry.object().key();
            if (!rest.contains(key)) {
                throw new IllegalArgumentException(
                        "its entries are not in the order of their keys, or not in its range");
            }
            if (!contents.containsKey(entry.stored())) {
                throw new IllegalArgumentException("an entry names a content that it lacks: " + entry.stored());
            }
            rest = new KeyRange(key, range.through());
        }
    }

    /** That part of it which is in a range, with which it has keys in common. */
    public Segment within(KeyRange other) {
        List<Entry> some = entries.stream()
                .filter(entry -> other.contains(entry.object().key()))
                .toList();
        return new Segment(range.intersect(other).orElseThrow(), some, contents);
    }

    /** The content of one of its entries. */
    public StoredContent stored(Entry entry) {
        return stored(entry.stored());
    }

    /** One of its contents, by its key. */
    public StoredContent stored(String key) {
        return Optional.ofNullable(contents.get(key))
                .orElseThrow(() -> new IllegalArgumentException("this segment has no content " + key));
    }

    /** The sizes of its objects together. */
    public long bytes() {
        return entries.stream().mapToLong(entry -> entry.object().bytes()).sum();
    }
}
