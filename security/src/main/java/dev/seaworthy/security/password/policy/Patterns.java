package dev.seaworthy.security.password.policy;

import java.util.List;

/** Rows that everyone's fingers know, and one character over and over. */
final class Patterns {
    private static final List<String> ROWS = List.of(
            "0123456789012345678901234567890123456789",
            "1234567890123456789012345678901234567890",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
            "qwertyuiopasdfghjklzxcvbnmqwertyuiopasdfghjklzxcvbnm",
            "qwertzuiopasdfghjklyxcvbnmqwertzuiopasdfghjklyxcvbnm",
            "azertyuiopqsdfghjklmwxcvbnazertyuiopqsdfghjklmwxcvbn",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/");

    private Patterns() {}

    /** Whether the whole of it is one row, forwards or backwards, or a piece of at most four characters repeated. */
    static boolean isAll(String lowerCase) {
        String backwards = new StringBuilder(lowerCase).reverse().toString();
        return ROWS.stream().anyMatch(row -> row.contains(lowerCase) || row.contains(backwards))
                || isRepeated(lowerCase);
    }

    private static boolean isRepeated(String text) {
        for (int period = 1; period <= 4 && period * 2 <= text.length(); period++) {
            if (text.substring(period).equals(text.substring(0, text.length() - period))) {
                return true;
            }
        }
        return false;
    }
}
