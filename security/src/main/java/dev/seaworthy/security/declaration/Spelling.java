package dev.seaworthy.security.declaration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant. */
public final class Spelling {
    /** The shorter a word, the more others are near it. */
    private static final int CHARS_PER_EDIT = 3;

    private static final int MOST_EDITS = 2;

    /** A shorter word is one slip away from words that are meant. */
    private static final int SHORTEST_FOR_SLIP = 8;

    private Spelling() {}

    /** The nearest of the known words that is not the word itself; none if all are far. Case makes no difference. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        String lower = plain(word);
        return known.stream()
                .filter(candidate -> isNear(lower, plain(candidate)))
                .min(Comparator.comparingInt((String candidate) -> edits(lower, plain(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** To be put behind a complaint: empty, or {@code "; did you mean script-src?"}. */
    public static String hint(String word, Collection<String> known) {
        return nearest(word, known)
                .map(meant -> "; did you mean " + meant + "?")
                .orElse("");
    }

    /**
     * The known word of which this is a slip of the pen: one edit away, and long. For words that may as well be new
     * ones.
     */
    public static Optional<String> slip(String word, Collection<String> known) {
        String lower = plain(word);
        return known.stream()
                .filter(candidate -> candidate.length() >= SHORTEST_FOR_SLIP)
                .filter(candidate -> Math.abs(lower.length() - candidate.length()) <= 1)
                .filter(candidate -> edits(lower, plain(candidate)) == 1)
                .findFirst();
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean isNear(String word, String known) {
        int most = Math.min(MOST_EDITS, known.length() / CHARS_PER_EDIT);
        return Math.abs(word.length() - known.length()) <= most && edits(word, known) <= most;
    }

    /** Damerau's distance: letters put in, left out, changed, or swapped with their neighbour. */
    private static int edits(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : edits(edits, from, to, i, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int edits(int[][] edits, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int fewest = Math.min(edits[i - 1][j - 1] + (same ? 0 : 1), Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
    }
}
