package dev.seaworthy.cdn.expression;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Strings as Cloudflare sees them: bytes. Held as a Java string with one character of 0 to 255 for each byte, so that
 * they are values.
 */
final class ByteText {
    private ByteText() {}

    static String of(String text) {
        if (!UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("A value must be Unicode text without half surrogate pairs");
        }
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** ASCII letters alone, as Cloudflare's {@code lower()} does. */
    static String lower(String bytes) {
        StringBuilder lower = new StringBuilder(bytes.length());
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        return lower.toString();
    }
}
