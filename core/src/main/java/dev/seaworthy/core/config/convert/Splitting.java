package dev.seaworthy.core.config.convert;

import java.util.ArrayList;
import java.util.List;

/**
 * One text being taken apart at its separators. One thread at a time, and for one text.
 *
 * <p>A backslash stands before a separator or another backslash that is meant as such, and nowhere else.
 */
final class Splitting {
    /** So that elements which are slow to compare, such as secrets, are compared in no time. */
    private static final int MOST = 1024;

    private final String text;
    private final List<String> separators;
    private final List<List<String>> entries = new ArrayList<>();
    private List<String> parts = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();

    private Splitting(String text, List<String> separators) {
        this.text = text;
        this.separators = separators;
    }

    /** The elements of {@code text}, each of one part, in order and without white space around them. */
    static List<List<String>> elements(String text, String separator) throws Refusal {
        return new Splitting(text, List.of(separator)).split();
    }

    /** The entries of {@code text}, each of a key and, if it is there, a value. */
    static List<List<String>> entries(String text, String separator, String keyValueSeparator) throws Refusal {
        return new Splitting(text, List.of(separator, keyValueSeparator)).split();
    }

    /** The part of a text that is read as {@code part}. */
    static String escape(String part, List<String> separators) {
        String escaped = part.replace("\\", "\\\\");
        for (String separator : separators) {
            escaped = escaped.replace(separator, "\\" + separator);
        }
        return escaped;
    }

    private List<List<String>> split() throws Refusal {
        int at = 0;
        while (at < text.length()) {
            at += step(at);
        }
        if (!text.isEmpty()) {
            endEntry();
        }
        return entries;
    }

    /** How many characters were taken. */
    private int step(int at) throws Refusal {
        if (text.charAt(at) == '\\') {
            String escaped = escaped(at + 1);
            part.append(escaped);
            return 1 + escaped.length();
        }
        if (text.startsWith(separators.get(0), at)) {
            endEntry();
            return separators.get(0).length();
        }
        if (separators.size() > 1 && parts.isEmpty() && text.startsWith(separators.get(1), at)) {
            endPart();
            return separators.get(1).length();
        }
        part.append(text.charAt(at));
        return 1;
    }

    private String escaped(int at) throws Refusal {
        for (String separator : separators) {
            if (text.startsWith(separator, at)) {
                return separator;
            }
        }
        if (text.startsWith("\\", at)) {
            return "\\";
        }
        throw new Refusal("must have \\ before a separator or another \\ alone");
    }

    private void endEntry() throws Refusal {
        endPart();
        entries.add(parts);
        parts = new ArrayList<>();
        if (entries.size() > MOST) {
            throw new Refusal("must have at most " + MOST + " elements");
        }
    }

    private void endPart() throws Refusal {
        String stripped = part.toString().strip();
        if (stripped.isEmpty()) {
            throw new Refusal("must have no empty element; number " + (entries.size() + 1) + " is");
        }
        parts.add(stripped);
        part.setLength(0);
    }
}
