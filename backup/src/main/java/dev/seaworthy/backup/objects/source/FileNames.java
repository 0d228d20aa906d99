package dev.seaworthy.backup.objects.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one segment of a key, what stands between two slashes, is called in a folder, and back. Most names are their own;
 * each segment has one name and no two have the same.
 *
 * <p>Control characters and backslashes are {@code %XX}, and so is a percent sign that would be read as one of these;
 * {@code .} and {@code ..} are {@code %2E} and {@code %2E.}, and what is empty is {@code %e}. A name that is too long
 * goes on in a folder whose name ends with {@code %c}. A file beside a folder of its name ends with {@code %f}.
 */
final class FileNames {
    /** What is being written, in a folder beside the objects. */
    static final String OWN = ".seaworthy-objects";

    /** Ends the name of a folder in which a long name goes on. */
    static final String CONTINUED = "%c";

    /** Ends the name of a file whose own name a folder has. */
    static final String ASIDE = "%f";

    private static final String EMPTY = "%e";

    /** Of the usual file systems. */
    private static final int MOST_BYTES = 255;

    /** Of a long name in each folder, before what ends it. */
    private static final int PIECE_BYTES = 240;

    private static final Pattern ESCAPED = Pattern.compile("%(0[0-9A-F]|1[0-9A-F]|7F|5C|25|2E)");
    private static final Pattern UNSAFE =
            Pattern.compile("[\\x00-\\x1F\\x7F\\\\]|%(?=(?:0[0-9A-F]|1[0-9A-F]|7F|5C|25|2E))"
                    + "|^%(?=e$)|%(?=[cf]$)|^\\.(?=\\.?$|seaworthy-objects$)");

    private FileNames() {}

    /**
     * The name of a segment; of a long one, those of folders and then its own.
     *
     * @param end {@link #ASIDE}, or nothing
     */
    static List<String> of(String segment, String end) {
        String name = segment.isEmpty() ? EMPTY : escape(segment);
        return bytes(name) + end.length() <= MOST_BYTES ? List.of(name + end) : pieces(name, end);
    }

    /** The segment of a name without its end, the pieces of a long one joined. */
    static String segment(String name) {
        return name.equals(EMPTY) ? "" : ESCAPED.matcher(name).replaceAll(escaped -> quoted(escaped.group(1)));
    }

    private static String escape(String segment) {
        return UNSAFE.matcher(segment)
                .replaceAll(
                        unsafe -> String.format("%%%02X", (int) unsafe.group().charAt(0)));
    }

    private static String quoted(String hex) {
        return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex, 16)));
    }

    private static List<String> pieces(String name, String end) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int bytes = 0;
        for (int character : name.codePoints().toArray()) {
            String next = Character.toString(character);
            if (bytes + bytes(next) > PIECE_BYTES) {
                pieces.add(piece + CONTINUED);
                piece.setLength(0);
                bytes = 0;
            }
            piece.append(next);
            bytes += bytes(next);
        }
        String last = piece.toString();
        pieces.add((Set.of(".", "..", OWN).contains(last) ? "%2E" + last.substring(1) : last) + end);
        return pieces;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
