package dev.seaworthy.security.password.policy;

import java.util.List;
import java.util.stream.IntStream;

/** A piece over and over, and rows that everyone's fingers know. */
final class Patterns {
    private static final int SHORTEST = 4;

    /** Each without end: after its last character comes its first. */
    private static final List<String> ROWS = List.of(
            "0123456789",
            "abcdefghijklmnopqrstuvwxyz",
            "qwertyuiopasdfghjklzxcvbnm",
            "qwertzuiopasdfghjklyxcvbnm",
            "azertyuiopqsdfghjklmwxcvbn",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/");

    private Patterns() {}

    /** What the text repeats, twice or more, the last time perhaps in part; else all of it. */
    static String piece(String text) {
        return IntStream.rangeClosed(1, text.length() / 2)
                .filter(period -> text.regionMatches(period, text, 0, text.length() - period))
                .mapToObj(period -> text.substring(0, period))
                .findFirst()
                .orElse(text);
    }

    /** Whether it is rows alone, of four characters or more each, forwards, backwards or of one character. */
    static boolean isRows(String lowerCase) {
        int at = 0;
        while (at < lowerCase.length()) {
            int length = longestRow(lowerCase.substring(at));
            if (length < SHORTEST) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private static int longestRow(String text) {
        return IntStream.rangeClosed(-1, 1)
                .flatMap(step -> ROWS.stream().mapToInt(row -> length(text, row, step)))
                .max()
                .orElseThrow();
    }

    /** How many characters the text goes along a row, from its first. */
    private static int length(String text, String row, int step) {
        int length = 1;
        while (length < text.length() && isNext(text.charAt(length - 1), text.charAt(length), row, step)) {
            length++;
        }
        return length;
    }

    private static boolean isNext(char before, char after, String row, int step) {
        int at = row.indexOf(before);
        return step == 0 ? before == after : at >= 0 && row.charAt(Math.floorMod(at + step, row.length())) == after;
    }
}
