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
    private final boolean areFew;
    private final String[] texts;
    private final List<T> inOrder;

    ByText(Map<String, T> values) {
        this.values = new HashMap<>(values);
        areFew = values.size() <= FEW;
        texts = values.keySet().toArray(String[]::new);
        inOrder = List.copyOf(values.values());
    }

    /** Null if nothing belongs to it. */
    @Nullable
    T get(String text) {
        return areFew ? ofFew(text) : values.get(text);
    }

    private @Nullable T ofFew(String text) {
        for (int i = 0; i < texts.length; i++) {
            if (texts[i].equals(text)) {
                return inOrder.get(i);
            }
        }
        return null;
    }
}
