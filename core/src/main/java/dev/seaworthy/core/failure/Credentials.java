package dev.seaworthy.core.failure;

import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Masks what looks like a credential in a text that is shown: nobody means to show it. */
public final class Credentials {
    private static final String MASK = "***";

    /** Far more characters than are shown of any text. */
    private static final int LONGEST = 1 << 14;

    private static final String KEY = "(?:password|passwd|pwd|secret|token|(?:api|access|secret|private)[ _-]?key"
            + "|credentials?|authorization)[\\w-]{0,30}";

    /** What is said of a key, and is none: {@code CRON_SECRET: is missing}. */
    private static final String SAID =
            "(?:is|are|was|were|has|have|must|should|needs?|wants?|cannot|can't|missing|absent"
                    + "|not|no|none|set|unset|empty|blank|too|expected|required|invalid|unknown|wrong)(?=[\\s,;.:)]|$)";

    /**
     * A host up to its path, in which an @ is no end of user information. What stands before a colon is one if it is no
     * single word, which may be a user whose password begins with digits.
     */
    private static final String HOST = "(?:[\\w.-]{1,255}"
            + "|(?:localhost|[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,20}|\\[[0-9a-f:.]{2,45}])(?::\\d{1,5})?)[/?#]";

    /** A password may hold an @ or a slash of its own: user information ends at the last @. */
    private static final Pattern CREDENTIAL = Pattern.compile(
            "(?<url>://)(?!" + HOST + ")[^\\s\"']{1,1000}(?=@)"
                    + "|(?<scheme>\\bBearer\\s+(?!tokens?(?:[\\s,;.:]|$)))[^\\s\"',;]+"
                    + "|(?<basic>\\bBasic\\s+)(?=[^\\s\"',;]{16}|[^\\s\"',;]*(?-i:[A-Z0-9=]))[^\\s\"',;]+"
                    + "|(?<key>" + KEY + "[\"']?\\s{0,2}(?:=\\s{0,2}|:(?!\\s{1,2}" + SAID + ")\\s{0,2}))"
                    + "(?:(?:Bearer|Basic)\\s+)?(?:\"[^\"]*\"?|'[^']*'?|[^\\s&;,\"']+)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NAME = Pattern.compile(KEY + "$", Pattern.CASE_INSENSITIVE);
    private static final Pattern SAYING = Pattern.compile(SAID, Pattern.CASE_INSENSITIVE);

    private Credentials() {}

    /** Of a text that is too long to be shown, the beginning alone is kept. */
    public static String mask(String text) {
        String kept = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return CREDENTIAL.matcher(kept).replaceAll(Credentials::masked);
    }

    /** The value that goes by this name: all of it, if that is one of a key. */
    public static String mask(String name, String value) {
        boolean isKey = NAME.matcher(name).find() && !SAYING.matcher(value).lookingAt();
        return isKey ? MASK : mask(value);
    }

    private static String masked(MatchResult found) {
        String kept = Stream.of(1, 2, 3, 4)
                .map(found::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return Matcher.quoteReplacement(kept + MASK);
    }
}
