package dev.seaworthy.backup.drill;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of JSON, of which each field that is asked for must be there and of its type. */
record Tree(Map<?, ?> fields) {
    static Tree of(@Nullable Object json) {
        if (json instanceof Map<?, ?> map) {
            return new Tree(map);
        }
        throw new IllegalArgumentException("no object");
    }

    Tree tree(String field) {
        return new Tree(value(field, Map.class));
    }

    String text(String field) {
        return value(field, String.class);
    }

    long number(String field) {
        return value(field, Number.class).longValue();
    }

    /** Not if there is no such field. */
    boolean isTrue(String field) {
        return Boolean.TRUE.equals(fields.get(field));
    }

    List<String> texts(String field) {
        return ((List<?>) value(field, List.class))
                .stream().map(String.class::cast).toList();
    }

    private <T> T value(String field, Class<T> type) {
        Object value = fields.get(field);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("no " + field);
        }
        return type.cast(value);
    }
}
