package dev.seaworthy.core.deploy.vercel.pattern;

import java.util.HashSet;
import java.util.Set;

/**
 * Reads a regular expression as ECMAScript does without flags (ECMA-262 §22.2.1 and annex B.1.2), and writes the same
 * for {@link java.util.regex.Pattern}. One thread at a time.
 */
final class JavaScriptRegex {
    private static final int DEEPEST = 100;
    private static final String REPEATERS = "*+?";

    private final String source;
    private final StringBuilder java = new StringBuilder();
    private final Set<String> names = new HashSet<>();
    private final boolean hasNames;
    private int next;
    private int depth;

    private JavaScriptRegex(String source) {
        this.source = source;
        hasNames = source.contains("(?<") && source.matches("(?s).*\\(\\?<[^=!].*");
    }

    /**
     * The same for Java.
     *
     * @throws IllegalArgumentException if ECMAScript refuses it, or its groups are nested more than {@value #DEEPEST}
     *     deep
     */
    static String toJava(String source) {
        JavaScriptRegex regex = new JavaScriptRegex(source);
        regex.alternatives();
        if (regex.next < source.length()) {
            throw regex.refusal("nothing opens the \")\"");
        }
        return regex.java.toString();
    }

    private void alternatives() {
        while (next < source.length() && source.charAt(next) != ')') {
            if (source.charAt(next) == '|') {
                java.append('|');
                next++;
            } else {
                term();
            }
        }
    }

    private void term() {
        char character = source.charAt(next);
        boolean repeatable = true;
        switch (character) {
            case '^', '$' -> {
                java.append(character == '$' ? "\\z" : "^");
                next++;
                repeatable = false;
            }
            case '(' -> repeatable = group();
            case '[' -> new JavaScriptClass(source, next).copyTo(this);
            case '\\' -> repeatable = escape();
            case '*', '+', '?' -> throw refusal("nothing to repeat");
            case '{' -> {
                if (repetition() > 0) {
                    throw refusal("nothing to repeat");
                }
                literal(character);
            }
            case '.' -> {
                java.append("[^\\n\\r\\u2028\\u2029]");
                next++;
            }
            default -> literal(character);
        }
        repeat(repeatable);
    }

    private void repeat(boolean repeatable) {
        int length = next < source.length() && REPEATERS.indexOf(source.charAt(next)) >= 0 ? 1 : repetition();
        if (length == 0) {
            return;
        }
        if (!repeatable) {
            throw refusal("nothing to repeat");
        }
        java.append(source, next, next + length);
        next += length;
        if (next < source.length() && source.charAt(next) == '?') {
            java.append('?');
            next++;
        }
    }

    /** How long a repetition in braces at this place is, or 0. */
    private int repetition() {
        if (next >= source.length() || source.charAt(next) != '{') {
            return 0;
        }
        int end = source.indexOf('}', next);
        String inside = end < 0 ? "" : source.substring(next + 1, end);
        if (!inside.matches("\\d+(,\\d*)?")) {
            return 0;
        }
        String[] ends = inside.split(",", -1);
        if (ends.length == 2 && !ends[1].isEmpty() && isMore(ends[0], ends[1])) {
            throw refusal("a repetition whose end is before its start");
        }
        return end + 1 - next;
    }

    private static boolean isMore(String one, String other) {
        return new java.math.BigInteger(one).compareTo(new java.math.BigInteger(other)) > 0;
    }

    /** Whether it may be repeated. */
    private boolean group() {
        if (++depth > DEEPEST) {
            throw refusal("groups are nested more than " + DEEPEST + " deep");
        }
        int start = next;
        String opening = opening();
        java.append(opening.startsWith("(?<") && !isLookBehind(opening) ? "(" : opening);
        next += opening.length();
        alternatives();
        if (next == source.length()) {
            next = start;
            throw refusal("nothing closes the \"(\"");
        }
        java.append(')');
        next++;
        depth--;
        return !isLookBehind(opening);
    }

    private static boolean isLookBehind(String opening) {
        return opening.equals("(?<=") || opening.equals("(?<!");
    }

    private String opening() {
        if (!source.startsWith("(?", next)) {
            return "(";
        }
        for (String known : new String[] {"(?:", "(?=", "(?!", "(?<=", "(?<!"}) {
            if (source.startsWith(known, next)) {
                return known;
            }
        }
        int end = source.indexOf('>', next);
        String name = source.startsWith("(?<", next) && end > 0 ? source.substring(next + 3, end) : "";
        if (!name.matches("[\\p{L}_$][\\p{L}\\p{N}_$]*") || !names.add(name)) {
            throw refusal("the group is of no kind that there is, or bears a name twice");
        }
        return source.substring(next, end + 1);
    }

    /** Whether it may be repeated. */
    private boolean escape() {
        if (next + 1 == source.length()) {
            throw refusal("a backslash escapes nothing");
        }
        char character = source.charAt(next + 1);
        if (character == 'b' || character == 'B') {
            java.append('\\').append(character);
            next += 2;
            return false;
        }
        if (character == 'k' && hasNames) {
            throw refusal("a reference to a named group is not read here");
        }
        boolean reference = character >= '1' && character <= '9';
        if (reference) {
            java.append('\\').append(character);
            next += 2;
            return true;
        }
        next = JavaScriptEscape.copy(source, next, java);
        return true;
    }

    private void literal(char character) {
        JavaScriptEscape.literal(character, java);
        next++;
    }

    void append(String translated, int end) {
        java.append(translated);
        next = end;
    }

    private IllegalArgumentException refusal(String why) {
        return new IllegalArgumentException("%s, at %d".formatted(why, next));
    }
}
