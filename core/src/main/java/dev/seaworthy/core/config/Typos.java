package dev.seaworthy.core.config;

import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the variables that are set under a name close to one that is missing. */
final class Typos {
    /** The shorter a name, the more other names are near it. */
    private static final int CHARS_PER_EDIT = 3;

    private static final int MOST_EDITS = 2;

    private final Set<String> strangers = new TreeSet<>();

    /**
     * @param set the variables that are set
     * @param ignored those that are known to be for someone else
     */
    Typos(Schema<?> schema, Collection<String> set, Set<String> ignored) {
        for (String name : set) {
            if (!schema.reads(name) && !ignored.contains(name)) {
                strangers.add(name);
            }
        }
    }

    /** A variable that may have been meant to be this one. */
    Optional<String> of(Setting<?> missing) {
        return strangers.stream()
                .filter(name -> isNear(name, missing.name()) || isNear(name, missing.fileVariable()))
                .findFirst();
    }

    /** Warnings about what is set, and may have been meant for a variable that is not. */
    List<Problem> warnings(Collection<Reading> readings) {
        if (strangers.isEmpty()) {
            return List.of();
        }
        return readings.stream()
                .filter(reading -> !reading.isSet() && !reading.isSpoiled())
                .flatMap(reading -> of(reading.setting()).map(name -> warning(name, reading.setting())).stream())
                .toList();
    }

    /** Every variable that bears one of the prefixes and that nothing declares. */
    List<Problem> unknown(Collection<String> prefixes) {
        return strangers.stream()
                .filter(name -> prefixes.stream().anyMatch(name::startsWith))
                .map(name -> Problem.of(Code.UNKNOWN_VARIABLE, name, "is set, and nothing declares it")
                        .withHint("unset it, declare it, or name it as one to ignore"))
                .toList();
    }

    private static Problem warning(String name, Setting<?> setting) {
        return Problem.of(Code.TYPO, name, "is set, and nothing reads it")
                .withHint("did you mean " + setting.name() + "?");
    }

    private static boolean isNear(String name, String declared) {
        int most = Math.min(MOST_EDITS, declared.length() / CHARS_PER_EDIT);
        return Math.abs(name.length() - declared.length()) <= most && edits(name, declared) <= most;
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
