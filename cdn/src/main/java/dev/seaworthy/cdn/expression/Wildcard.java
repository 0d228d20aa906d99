package dev.seaworthy.cdn.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of the wildcard operators: {@code *} stands for any bytes or none, {@code \*} and {@code \\} for
 * themselves, all else for itself, {@code ?} too. It must fit the whole value.
 */
final class Wildcard {
    private final List<String> parts;

    private Wildcard(List<String> parts) {
        this.parts = parts;
    }

    /** @throws IllegalArgumentException for two stars in a row and for any other escape, as Cloudflare refuses them */
    static Wildcard of(String pattern) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*') {
                check(i == 0 || pattern.charAt(i - 1) != '*' || escaped(pattern, i - 1), pattern, "** is refused");
                parts.add(part.toString());
                part.setLength(0);
            } else {
                i += c == '\\' ? 1 : 0;
                check(
                        i < pattern.length() && (c != '\\' || "*\\".indexOf(pattern.charAt(i)) >= 0),
                        pattern,
                        "only \\* and \\\\ are legal after a backslash");
                part.append(pattern.charAt(i));
            }
        }
        parts.add(part.toString());
        return new Wildcard(List.copyOf(parts));
    }

    /** A text in which nothing is special. */
    static String literal(String text) {
        return text.replace("\\", "\\\\").replace("*", "\\*");
    }

    private static boolean escaped(String pattern, int at) {
        int backslashes = 0;
        while (at - 1 - backslashes >= 0 && pattern.charAt(at - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static void check(boolean holds, String pattern, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("Wildcard \"" + pattern + "\": " + problem);
        }
    }

    /** A text that fits, with {@code filling} for each star. */
    String example(String filling) {
        return String.join(filling, parts);
    }

    /** In time of the length of the text times that of the pattern, at worst. */
    boolean fits(String text) {
        if (parts.size() == 1) {
            return text.equals(parts.get(0));
        }
        String last = parts.get(parts.size() - 1);
        if (!text.startsWith(parts.get(0)) || !text.endsWith(last)) {
            return false;
        }
        int at = parts.get(0).length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = text.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return at <= text.length() - last.length();
    }
}
