package dev.seaworthy.core.json;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Spliterator;
import java.util.TreeMap;

/** A tree whose maps all have an order: their own, or that of their keys. */
final class Ordered {
    private Ordered() {}

    static Object of(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return of(map);
        }
        return tree instanceof Collection<?> elements
                ? elements.stream().map(Ordered::of).toList()
                : tree;
    }

    private static Map<String, Object> of(Map<?, ?> map) {
        boolean ordered = map.keySet().spliterator().hasCharacteristics(Spliterator.ORDERED);
        Map<String, Object> copy = ordered ? new LinkedHashMap<>() : new TreeMap<>();
        map.forEach((key, value) -> copy.put((String) key, of(value)));
        return copy;
    }
}
