package dev.seaworthy.examples.benchmarks.security;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** Keys that nobody issued, with the checksum that anybody can compute. */
final class KeyTexts {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHECKSUM = 6;
    private static final int SECRET = 43;
    private static final int ID = 12;

    private KeyTexts() {}

    /** The same with another character at the beginning of the secret. */
    static String wrongFirst(String key) {
        return changed(key, key.length() - CHECKSUM - 1 - SECRET);
    }

    /** The same with another character at the end of the secret. */
    static String wrongLast(String key) {
        return changed(key, key.length() - CHECKSUM - 2);
    }

    /** The same with another id. */
    static String unknown(String key) {
        return changed(key, key.length() - CHECKSUM - 1 - SECRET - 1 - ID);
    }

    static List<String> each(List<String> keys, UnaryOperator<String> change) {
        return keys.stream().map(change).toList();
    }

    private static String changed(String key, int at) {
        char next = ALPHABET.charAt((ALPHABET.indexOf(key.charAt(at)) + 1) % ALPHABET.length());
        String body = key.substring(0, at) + next + key.substring(at + 1, key.length() - CHECKSUM - 1);
        return body + '_' + checksum(body);
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        char[] text = new char[CHECKSUM];
        long rest = crc.getValue();
        for (int i : IntStream.iterate(CHECKSUM - 1, index -> index >= 0, index -> index - 1)
                .toArray()) {
            text[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(text);
    }
}
