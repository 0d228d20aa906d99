package dev.seaworthy.core.failure;

import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why a run failed, in a line of at most 300 characters that may be kept and shown. */
public final class Reason {
    private static final int MAX_CHARACTERS = 300;

    private static final String KEY =
            "(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|credentials?|authorization)";

    private static final Pattern CREDENTIAL = Pattern.compile(
            "(?<url>://)[^\\s@\"']+(?=@)"
                    + "|(?<scheme>\\b(?:Bearer|Basic)\\s+)[^\\s\"',;]+"
                    + "|(?<key>" + KEY + "[\\w-]{0,30}[\"']?\\s{0,2}[=:]\\s{0,2})"
                    + "(?:(?:Bearer|Basic)\\s+)?(?:\"[^\"]*\"?|'[^']*'?|[^\\s&;,\"']+)",
            Pattern.CASE_INSENSITIVE);

    private Reason() {}

    /** The class and the first line of the message, what looks like a credential masked. */
    public static String of(Throwable thrown) {
        String message = thrown.getMessage();
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        String text = thrown.getClass().getName() + (line.isEmpty() ? "" : ": " + line);
        return cut(CREDENTIAL.matcher(text).replaceAll(Reason::masked));
    }

    private static String masked(MatchResult found) {
        String kept = Stream.of(1, 2, 3)
                .map(found::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return Matcher.quoteReplacement(kept + "***");
    }

    /** The beginning of a text, if it is longer than that. */
    public static String cut(String text) {
        String printable = text.replace('\0', ' ');
        return printable.length() <= MAX_CHARACTERS ? printable : printable.substring(0, MAX_CHARACTERS - 1) + "…";
    }
}
