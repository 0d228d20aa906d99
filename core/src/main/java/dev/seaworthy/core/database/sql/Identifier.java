package dev.seaworthy.core.database.sql;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/** A name as SQL has it: always quoted, so that no case is folded and no word is a keyword. */
public final class Identifier {
    /** The most bytes of a name that PostgreSQL keeps: {@value}; it cuts off the rest (NAMEDATALEN - 1). */
    public static final int MAX_BYTES = 63;

    private Identifier() {}

    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** {@code "a", "b"} */
    public static String quoteAll(Collection<String> names) {
        return names.stream().map(Identifier::quote).collect(Collectors.joining(", "));
    }

    /** Whether PostgreSQL keeps {@code name} as it is. */
    public static boolean fits(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes > 0 && bytes <= MAX_BYTES && name.indexOf('\0') < 0;
    }

    /**
     * {@code base} with {@code suffix}, short enough to be kept: a base that is too long is cut, and a hash of the
     * whole keeps names apart that share their beginning.
     */
    public static String withSuffix(String base, String suffix) {
        if (fits(base + suffix)) {
            return base + suffix;
        }
        String end = "_" + String.format("%08x", base.hashCode()) + suffix;
        String start = base;
        while (!fits(start + end)) {
            start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
        }
        return start + end;
    }
}
