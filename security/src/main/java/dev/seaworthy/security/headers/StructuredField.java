package dev.seaworthy.security.headers;

import java.util.Collection;
import java.util.stream.Collectors;

/** The parts of a structured field (RFC 9651) that our headers need. */
final class StructuredField {
    private static final String KEY = "[a-z*][a-z0-9_\\-.*]*";

    private StructuredField() {}

    /** §3.1.2: what a dictionary or parameter may be called. */
    static boolean isKey(String text) {
        return text.matches(KEY);
    }

    /** §4.1.6: quoted; empty and more than printable ASCII are not for us. */
    static String string(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("\"" + text.replaceAll("[^\\x20-\\x7E]", "?")
                    + "\" is no text of printable ASCII, which a structured field asks for (RFC 9651 §3.3.3)");
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** §4.1.1.1: items that are serialized already. */
    static String innerList(Collection<String> items) {
        return items.stream().collect(Collectors.joining(" ", "(", ")"));
    }
}
