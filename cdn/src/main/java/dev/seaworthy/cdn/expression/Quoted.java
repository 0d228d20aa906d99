package dev.seaworthy.cdn.expression;

/**
 * Quoted literals: between their quotes only {@code \"}, {@code \\}, {@code \xHH} and {@code \OOO} are legal escapes.
 * We write printable ASCII and {@code \xHH}, and read all of them.
 */
final class Quoted {
    private static final String HEX = "0123456789abcdef";
    private static final int HEX_DIGITS = 2;
    private static final int OCTAL_DIGITS = 3;

    private Quoted() {}

    /** With its quotes; printable ASCII, whatever the bytes are. */
    static String escape(String bytes) {
        StringBuilder quoted = new StringBuilder(bytes.length() + 2).append('"');
        for (int i = 0; i < bytes.length(); i++) {
            append(quoted, bytes.charAt(i));
        }
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, char c) {
        if (c == '"' || c == '\\') {
            quoted.append('\\').append(c);
        } else if (c >= ' ' && c <= '~') {
            quoted.append(c);
        } else {
            quoted.append("\\x").append(HEX.charAt((c >> 4) & 0xF)).append(HEX.charAt(c & 0xF));
        }
    }

    /**
     * The bytes between the quotes of a literal.
     *
     * @throws IllegalArgumentException if an escape is none of the legal ones
     */
    static String unescape(String inner) {
        StringBuilder bytes = new StringBuilder(inner.length());
        int at = 0;
        while (at < inner.length()) {
            char c = inner.charAt(at);
            if (c == '\\') {
                at = escape(inner, at + 1, bytes);
            } else {
                int next = at + Character.charCount(inner.codePointAt(at));
                bytes.append(ByteText.of(inner.substring(at, next)));
                at = next;
            }
        }
        return bytes.toString();
    }

    private static int escape(String inner, int at, StringBuilder bytes) {
        char c = at < inner.length() ? inner.charAt(at) : ' ';
        if (c == '"' || c == '\\') {
            bytes.append(c);
            return at + 1;
        }
        return c == 'x' ? number(inner, at + 1, HEX_DIGITS, 16, bytes) : number(inner, at, OCTAL_DIGITS, 8, bytes);
    }

    private static int number(String inner, int at, int digits, int radix, StringBuilder bytes) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = i < inner.length() ? Character.digit(inner.charAt(i), radix) : -1;
            if (digit < 0) {
                throw new IllegalArgumentException("Only \\\", \\\\, \\xHH and \\OOO are legal after a backslash");
            }
            value = value * radix + digit;
        }
        if (value > 0xFF) {
            throw new IllegalArgumentException("An octal escape is at most \\377");
        }
        bytes.append((char) value);
        return at + digits;
    }
}
