package dev.seaworthy.security.cors;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to each of some texts. If they are few, all of them are compared with the one that is looked up: the
 * hash of a text that was just received costs more than that. Not changed once built.
 */
final class ByText<T> {
    static final int FEW = 8;

    private final Map<String, T> values;
    private final List<Map.Entry<String, T>> few;

    ByText(Map<String, T> values) {
        this.values = new HashMap<>(values);
        few = values.size() > FEW ? List.of() : List.copyOf(values.entrySet());
    }

    /** Null if nothing belongs to it. */
    @Nullable
    T get(String text) {
        return values.size() > FEW ? values.get(text) : ofFew(text);
    }

    private @Nullable T ofFew(String text) {
        for (int i = 0; i < few.size(); i++) {
            if (few.get(i).getKey().equals(text)) {
                return few.get(i).getValue();
            }
        }
        return null;
    }
}
