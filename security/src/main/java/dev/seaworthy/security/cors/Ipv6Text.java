package dev.seaworthy.security.cors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** IPv6 addresses in the one form that browsers write (URL standard, IPv6 serializer; RFC 5952 without dotted end). */
final class Ipv6Text {
    private static final int PIECES = 8;
    private static final int LONGEST = 39;

    private Ipv6Text() {}

    /** Whether the first of the longest runs of zeros, if it has two or more, is what {@code ::} stands for. */
    static boolean isShortest(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        int gap = text.indexOf("::");
        List<String> before = gap < 0 ? pieces(text) : pieces(text.substring(0, gap));
        List<String> after = gap < 0 ? List.of() : pieces(text.substring(gap + 2));
        int zeros = PIECES - before.size() - after.size();
        if (gap < 0 ? zeros != 0 : zeros < 2) {
            return false;
        }
        List<String> all = new ArrayList<>(before);
        all.addAll(Collections.nCopies(zeros, "0"));
        all.addAll(after);
        return all.stream().allMatch(Ipv6Text::isPiece) && isGap(all, gap < 0 ? -1 : before.size(), zeros);
    }

    private static List<String> pieces(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }

    private static boolean isPiece(String piece) {
        return !piece.isEmpty()
                && piece.length() <= 4
                && piece.chars().allMatch(c -> Token.isDigit(c) || (c >= 'a' && c <= 'f'))
                && (piece.equals("0") || piece.charAt(0) != '0');
    }

    private static boolean isGap(List<String> pieces, int start, int length) {
        int best = -1;
        int longest = 1;
        for (int i = 0; i < PIECES; i++) {
            int run = run(pieces, i);
            if (run > longest) {
                best = i;
                longest = run;
            }
        }
        return best == start && (start < 0 || longest == length);
    }

    private static int run(List<String> pieces, int start) {
        int end = start;
        while (end < PIECES && pieces.get(end).equals("0")) {
            end++;
        }
        return end - start;
    }
}
