package dev.seaworthy.security.apikey;

import java.security.SecureRandom;

/** Letters and digits, the digits first: {@code 0-9A-Za-z}. */
final class Base62 {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** The least power of two that is not less than 62, as a mask. */
    private static final int SIX_BITS = 0x3f;

    private Base62() {}

    /** Each character as likely as each other: six bits that are no character are drawn again, not folded. */
    static String random(SecureRandom random, int length) {
        StringBuilder text = new StringBuilder(length);
        byte[] drawn = new byte[length];
        while (text.length() < length) {
            random.nextBytes(drawn);
            for (int i = 0; i < drawn.length && text.length() < length; i++) {
                int value = drawn[i] & SIX_BITS;
                if (value < ALPHABET.length()) {
                    text.append(ALPHABET.charAt(value));
                }
            }
        }
        return text.toString();
    }

    /** A number that is not negative, with zeros before it if it is shorter. */
    static String of(long number, int length) {
        char[] text = new char[length];
        long rest = number;
        for (int i = length - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(text);
    }
}
