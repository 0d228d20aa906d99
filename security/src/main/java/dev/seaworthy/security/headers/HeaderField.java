package dev.seaworthy.security.headers;

/**
 * One header that HTTP can carry: a token as its name, printable ASCII as its value (RFC 9110 §5.1, §5.5). Immutable.
 *
 * <p><b>Guarantees</b>: no CR, LF, NUL, other control character or non-ASCII character, so a value cannot begin a
 * second header; no blank at either end; at most {@value #MAX_LENGTH} characters.
 *
 * <p><b>Not covered</b>: whether the value means anything to a browser.
 */
public record HeaderField(String name, String value) {
    /** The longest value; servers and proxies commonly refuse longer ones. */
    public static final int MAX_LENGTH = 8192;

    private static final String MARKS = "!#$%&'*+-.^_`|~";

    public HeaderField {
        requireToken(name);
        if (value.isBlank() || !value.equals(value.strip())) {
            throw refused(name, "is empty or has a blank at its end; leave the blank out");
        }
        if (value.length() > MAX_LENGTH) {
            throw refused(name, "has " + value.length() + " characters; at most " + MAX_LENGTH + " are sent");
        }
        requirePrintable(name, value);
    }

    static void requireToken(String name) {
        if (!isToken(name)) {
            throw new IllegalArgumentException("Header name of " + name.length()
                    + " characters is not a token (RFC 9110 §5.6.2): letters, digits and " + MARKS + " only");
        }
    }

    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetter(c) && (c < '0' || c > '9') && MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static void requirePrintable(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') {
                throw refused(name, "has U+%04X at index %d; only printable ASCII is sent".formatted((int) c, i));
            }
        }
    }

    private static IllegalArgumentException refused(String name, String rule) {
        return new IllegalArgumentException("Header " + name + ": its value " + rule);
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
