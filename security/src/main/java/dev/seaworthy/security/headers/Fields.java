package dev.seaworthy.security.headers;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Header fields in the order in which they were first put, one per name, whatever its case. */
final class Fields {
    private final Map<String, HeaderField> byName = new LinkedHashMap<>();

    Fields(Collection<HeaderField> fields) {
        fields.forEach(this::put);
    }

    void put(HeaderField field) {
        byName.put(key(field.name()), field);
    }

    void remove(String name) {
        byName.remove(key(name));
    }

    List<HeaderField> list() {
        return List.copyOf(byName.values());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
