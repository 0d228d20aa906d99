package dev.seaworthy.core.config.generate;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Text without what could end its line, hide in it, or turn its direction around. */
final class OneLine {
    private static final Pattern BREAKING = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\x{FEFF}\\x{FFFE}\\x{FFFF}"
            + "\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");
    private static final Pattern BREAK = Pattern.compile(BREAKING + "+");

    private OneLine() {}

    /** Prose: a break is a space. */
    static String flat(String text) {
        return BREAK.matcher(text).replaceAll(" ").strip();
    }

    /** A value: a break is shown as an escape. */
    static String escaped(String text) {
        return BREAKING.matcher(text).replaceAll(found -> "\\\\" + escape(found));
    }

    private static String escape(MatchResult found) {
        char breaking = found.group().charAt(0);
        return switch (breaking) {
            case '\n' -> "n";
            case '\r' -> "r";
            case '\t' -> "t";
            default -> "u%04x".formatted((int) breaking);
        };
    }
}
