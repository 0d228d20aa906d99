package dev.seaworthy.core.config.text;

import java.util.Collection;
import java.util.Optional;

/** Whether a name may have been meant for another. */
public final class Typo {
    /** The shorter a name, the more other names are near it. */
    private static final int CHARS_PER_EDIT = 3;

    private static final int MOST_EDITS = 2;

    private Typo() {}

    /** Whether {@code name} is {@code declared} but for one or two letters, as long as that is not most of them. */
    public static boolean isNear(String name, String declared) {
        int most = Math.min(MOST_EDITS, declared.length() / CHARS_PER_EDIT);
        return Math.abs(name.length() - declared.length()) <= most && edits(name, declared) <= most;
    }

    /** The first of those that are nearest, if one is near. */
    public static Optional<String> nearest(String name, Collection<String> declared) {
        for (int most = 0; most <= MOST_EDITS; most++) {
            for (String candidate : declared) {
                if (isNear(name, candidate) && edits(name, candidate) <= most) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
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
