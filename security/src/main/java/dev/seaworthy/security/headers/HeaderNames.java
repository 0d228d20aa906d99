package dev.seaworthy.security.headers;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Names of headers, each once, whatever its case. Immutable. */
public final class HeaderNames {
    private final SortedSet<String> sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final List<String> list;

    private HeaderNames(Collection<String> names) {
        sorted.addAll(names);
        list = List.copyOf(sorted);
    }

    public static HeaderNames of(Collection<String> names) {
        return new HeaderNames(names);
    }

    /** Whether the name is one of these, in whatever case. */
    public boolean contain(String name) {
        return sorted.contains(name);
    }

    /** In the order of the alphabet. */
    public List<String> list() {
        return list;
    }

    /** As {@link #list}. */
    @Override
    public String toString() {
        return list.toString();
    }
}
