package dev.seaworthy.security.headers;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Headers in the order in which they were first put, one per name, whatever its case. */
final class Fields {
    private final Map<String, Line> byName = new LinkedHashMap<>();

    Fields(Collection<Line> lines) {
        lines.forEach(this::put);
    }

    void put(Line line) {
        byName.put(key(line.name()), line);
    }

    void remove(String name) {
        byName.remove(key(name));
    }

    Optional<Line> find(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    List<Line> list() {
        return List.copyOf(byName.values());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
