package dev.seaworthy.security.cors;

import java.util.OptionalInt;

/** The port of an origin: a number, or none for the scheme's default. */
final class WebPort {
    static final int DEFAULT = 0;

    private static final int LAST = 65535;

    private WebPort() {}

    /** Empty for what is no port, or is not written as browsers write it. */
    static OptionalInt number(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || digits.charAt(0) == '0') {
            return OptionalInt.empty();
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            if (!Token.isDigit(digits.charAt(i))) {
                return OptionalInt.empty();
            }
            number = 10 * number + digits.charAt(i) - '0';
        }
        return number <= LAST ? OptionalInt.of(number) : OptionalInt.empty();
    }

    static boolean isDefault(String scheme, int number) {
        return (scheme.equals("https") && number == 443) || (scheme.equals("http") && number == 80);
    }
}
