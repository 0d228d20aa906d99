package dev.seaworthy.security.cors;

/** The characters of a method and of a header's name (RFC 9110 §5.6.2). */
final class Token {
    private static final String SIGNS = "!#$%&'*+-.^_`|~";

    private Token() {}

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isAllowed(int c) {
        return isLowerCase(c) || (c >= 'A' && c <= 'Z') || isDigit(c) || SIGNS.indexOf(c) >= 0;
    }

    static boolean isLowerCase(int c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
