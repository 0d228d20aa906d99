package dev.seaworthy.core.config;

import dev.seaworthy.core.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Credentials inside other text: of URLs, also of those that {@link java.net.URI} does not take apart, and of
 * connection strings. One pass for each kind, whatever the text.
 */
final class Credentials {
    /** How a name ends that promises a secret. */
    private static final List<String> PROMISES = List.of(
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "token",
            "key",
            "signature",
            "sig",
            "credential",
            "credentials");

    private static final String ORACLE = "jdbc:oracle:";

    private static final String AUTHORITY_ENDS = "/?#";

    private Credentials() {}

    /** Whether a URL in it holds some, before its host or in its query. */
    static boolean areIn(String text) {
        for (int slashes = text.indexOf("//"); slashes >= 0; slashes = text.indexOf("//", slashes)) {
            if (hasUserInfo(text, slashes + 2)) {
                return true;
            }
            slashes = endOf(text, slashes + 2, AUTHORITY_ENDS);
        }
        int from = 0;
        for (int equals = text.indexOf('='); equals >= 0; equals = text.indexOf('=', from)) {
            if (promises(text, equals) && "?&;".indexOf(before(text, equals, from)) >= 0) {
                return true;
            }
            from = equals + 1;
        }
        return false;
    }

    /** What stands between the user and the host of a URL. */
    static Optional<String> password(String text) {
        int slashes = text.indexOf("://");
        if (slashes < 0) {
            return Optional.empty();
        }
        int at = text.lastIndexOf('@', endOfToken(text, slashes) - 1);
        int colon = text.indexOf(':', slashes + 3);
        return colon >= 0 && colon < at ? Optional.of(text.substring(colon + 1, at)) : Optional.empty();
    }

    /**
     * The text without them.
     *
     * @param isStart whether the text went on: what may be the start of some is masked as well
     */
    static String masked(String text, boolean isStart) {
        return withoutParameters(withoutUserInfo(withoutOracleLogin(text, isStart), isStart));
    }

    /** {@code jdbc:oracle:thin:scott/tiger@//host}. */
    private static String withoutOracleLogin(String text, boolean isStart) {
        StringBuilder masked = new StringBuilder();
        String lower = text.toLowerCase(Locale.ROOT);
        int done = 0;
        for (int start = lower.indexOf(ORACLE); start >= 0; start = lower.indexOf(ORACLE, done)) {
            int end = endOfToken(text, start);
            int driver = text.indexOf(':', start + ORACLE.length()) + 1;
            int at = end == text.length() && isStart ? end : text.lastIndexOf('@', end - 1);
            if (driver > 0 && driver < at) {
                masked.append(text, done, driver).append(Secret.MASK);
                done = at;
            } else {
                masked.append(text, done, end);
                done = end;
            }
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** Up to the last {@code @} of the word: a password may hold one, and a slash too. */
    private static String withoutUserInfo(String text, boolean isStart) {
        StringBuilder masked = new StringBuilder();
        int done = 0;
        int slashes = text.indexOf("//");
        while (slashes >= 0) {
            int start = slashes + 2;
            int end = endOfToken(text, start);
            int at = end == text.length() && isStart ? end : text.lastIndexOf('@', end - 1);
            if (at >= start && mayBeUserInfo(text, start, at)) {
                masked.append(text, done, start).append(Secret.MASK);
                done = at;
                slashes = text.indexOf("//", at);
            } else {
                slashes = text.indexOf("//", start);
            }
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** No: {@code //host/@handle}. */
    private static boolean mayBeUserInfo(String text, int start, int at) {
        int end = endOf(text, start, AUTHORITY_ENDS + ":");
        return at <= end || hasUserInfo(text, start) || (end < text.length() && text.charAt(end) == ':');
    }

    private static boolean hasUserInfo(String text, int start) {
        int end = endOf(text, start, AUTHORITY_ENDS + "@");
        return end < text.length() && text.charAt(end) == '@';
    }

    /** {@code ?token=…}, {@code host=db password=…} and {@code Server=db;Password=…}. */
    private static String withoutParameters(String text) {
        StringBuilder masked = new StringBuilder();
        int done = 0;
        for (int equals = text.indexOf('='); equals >= 0; equals = text.indexOf('=', Math.max(done, equals + 1))) {
            if (promises(text, equals)) {
                int start = afterSpaces(text, equals + 1);
                int end = endOfValue(text, start, before(text, equals, done));
                if (end > start) {
                    masked.append(text, done, start).append(Secret.MASK);
                    done = end;
                }
            }
        }
        return masked.append(text, done, text.length()).toString();
    }

    private static boolean promises(String text, int equals) {
        int end = endOfName(text, equals);
        for (String promise : PROMISES) {
            if (text.regionMatches(true, end - promise.length(), promise, 0, promise.length())) {
                return true;
            }
        }
        return false;
    }

    /** What stands before the name of a parameter; a space at the start of the text. */
    private static char before(String text, int equals, int from) {
        for (int i = endOfName(text, equals) - 1; i >= from; i--) {
            char character = text.charAt(i);
            if (Character.isWhitespace(character) || "?&;".indexOf(character) >= 0) {
                return character;
            }
        }
        return ' ';
    }

    /** In doubt, the longer of two readings. */
    private static int endOfValue(String text, int start, char before) {
        if (start < text.length() && "'\"".indexOf(text.charAt(start)) >= 0) {
            return endOfQuoted(text, start);
        }
        if (before == '?' || before == '&') {
            return endOf(text, start, "&#");
        }
        int word = endOfToken(text, start);
        int part = text.indexOf(';', start);
        if (part < 0) {
            return before == ';' ? text.length() : word;
        }
        return Math.max(word == text.length() ? part : word, part);
    }

    /** Past the closing quote, where one that is doubled or behind a backslash closes nothing. */
    private static int endOfQuoted(String text, int start) {
        char quote = text.charAt(start);
        for (int i = start + 1; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean doubled = character == quote && i + 1 < text.length() && text.charAt(i + 1) == quote;
            if (character == '\\' || doubled) {
                i++;
            } else if (character == quote) {
                return i + 1;
            }
        }
        return text.length();
    }

    private static int endOfName(String text, int equals) {
        int end = equals;
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }

    private static int afterSpaces(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return end;
    }

    private static int endOfToken(String text, int start) {
        return endOf(text, start, "");
    }

    /** The next of these characters or of white space, or the end. */
    private static int endOf(String text, int start, String characters) {
        int end = start;
        while (end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && characters.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
