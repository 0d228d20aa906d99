package dev.seaworthy.backup.objects.source;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an object says of its content. Immutable.
 *
 * @param headers those of HTTP that are stored with it, by their names in lower case: {@code content-type},
 *     {@code cache-control}, {@code content-disposition}, {@code content-encoding}, {@code content-language},
 *     {@code expires}
 * @param user what its owner has added, by names in lower case
 * @param tags empty if the source has none or was not asked for them
 */
public record ObjectMetadata(
        SortedMap<String, String> headers, SortedMap<String, String> user, SortedMap<String, String> tags) {
    /** Nothing. */
    public static final ObjectMetadata NONE = new ObjectMetadata(Map.of(), Map.of(), Map.of());

    public ObjectMetadata {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
        user = Collections.unmodifiableSortedMap(new TreeMap<>(user));
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** The same, of maps without an order. */
    public ObjectMetadata(Map<String, String> headers, Map<String, String> user, Map<String, String> tags) {
        this(new TreeMap<>(headers), new TreeMap<>(user), new TreeMap<>(tags));
    }
}
