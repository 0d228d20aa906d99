package dev.seaworthy.core.notify;

import dev.seaworthy.core.config.text.Line;
import java.util.stream.IntStream;

/** Text that a log or a channel shows as it is: no control character, no more than a bound. */
final class Printable {
    private static final int LINE_FEED = '\n';

    private Printable() {}

    static String line(String text, int longest) {
        return cut(text.codePoints().map(Printable::printable), longest).strip();
    }

    static String lines(String text, int longest) {
        return cut(
                        text.replace("\r\n", "\n").codePoints().map(each -> each == LINE_FEED ? each : printable(each)),
                        longest)
                .strip();
    }

    /** At most so many characters, and no half of a pair of surrogates. */
    private static String cut(IntStream characters, int longest) {
        StringBuilder kept = new StringBuilder();
        int[] all = characters.limit(longest + 1L).toArray();
        for (int character : all) {
            if (kept.length() + Character.charCount(character) > longest) {
                return shorter(kept, longest - 1).append('…').toString();
            }
            kept.appendCodePoint(character);
        }
        return kept.toString();
    }

    private static StringBuilder shorter(StringBuilder text, int longest) {
        while (text.length() > longest) {
            text.setLength(text.offsetByCodePoints(text.length(), -1));
        }
        return text;
    }

    private static int printable(int character) {
        return Line.isVisible(character) ? character : ' ';
    }
}
