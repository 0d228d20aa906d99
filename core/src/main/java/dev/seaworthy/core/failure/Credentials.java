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

    private static final String STATE =
            "(?:missing|absent|not|no|none|set|unset|empty|blank|too|expected|required|invalid|unknown|wrong)";

    private static final String VERB = "(?:is|are|was|were|has|have)";

    /**
     * What is said of a key, and is none: {@code CRON_SECRET: is missing}. After "is" any word may be the secret, but
     * for these.
     */
    private static final String SAID = "(?:" + STATE
            + "|" + VERB + "\\s+(?:" + STATE + "|an?|the|this|one|two|more|fewer|for|in|without|neither|never|to|given"
            + "|known|been|\\d{1,5}\\s+(?:characters|bytes|bits))"
            + "|(?:must|should|needs?|wants?|cannot|can't)\\s+[a-z]{1,20})(?=[,;.:)]?(?:\\s|$))";

    /**
     * A host up to its path, in which an @ is no end of user information. What stands before a colon is one if it is no
     * single word, which may be a user whose password begins with digits, and if the address is one of the web.
     */
    private static final String HOST = "(?:[\\w.-]{1,255}|(?<=\\bhttps?://)"
            + "(?:localhost|[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,20}|\\[[0-9a-f:.]{2,45}])(?::\\d{1,5})?)[/?#]";

    /** Up to a quote that is not escaped, or to the end. */
    private static final String QUOTED = "(?<quote>[\"'])[\\s\\S]*?(?:(?<!\\\\)(?:\\\\\\\\){0,50}\\k<quote>|$)";

    /** A comma ends it if a space follows, and is of it if not. */
    private static final String VALUE =
            "(?:(?:Bearer|Basic|" + VERB + ")\\s+)?(?:" + QUOTED + "|\\\\+[\"'][^\"'\\\\]*|[^\\s&;\"']*[^\\s&;,\"'])";

    /** A password may hold an @ or a slash of its own: user information ends at the last @. */
    private static final Pattern CREDENTIAL = Pattern.compile(
            "(?<url>://)(?!" + HOST + ")[^\\s\"']{1,1000}(?=@)"
                    + "|(?<header>authorization[\"']?\\s{0,2}:(?!\\s{0,2}(?:" + SAID
                    + "|[\"']?(?:Bearer|Basic)\\s))\\s{0,2}"
                    + "|\\bcookie[\"']?\\s{0,2}:\\s{0,2}(?=[\"']?[^\\s=;]{1,100}=))[^\\r\\n]+"
                    + "|(?<scheme>\\bBearer\\s+(?!tokens?(?:[\\s,;.:]|$)))[^\\s\"',;]+"
                    + "|(?<basic>\\bBasic\\s+)(?=[^\\s\"',;]{16}|[^\\s\"',;]*(?-i:[A-Z0-9=]))[^\\s\"',;]+"
                    + "|(?<named>(?:(?<![\\w-])--?[\\w-]{0,30}?" + KEY + "\\s{1,5}(?![-=:]|" + SAID + ")"
                    + "|(?:(?<![a-z])|(?<=%3F))sig(?:nature)?(?:=|%3D)"
                    + "|" + KEY + "\\\\{0,3}[\"']?\\s{0,2}(?:=\\s{0,2}|%3[AD]|:(?!\\s{1,2}" + SAID + ")\\s{0,2})))"
                    + VALUE,
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
        String kept = Stream.of(1, 2, 3, 4, 5)
                .map(found::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return Matcher.quoteReplacement(kept + MASK);
    }
}
