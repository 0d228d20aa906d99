package dev.seaworthy.security.password.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-1 of a password in upper-case hexadecimal, as breach lists have it; it guards nothing. */
record Fingerprint(String prefix, String rest) {
    private static final int PREFIX = 5;

    static Fingerprint of(CharSequence password) {
        String digits = HexFormat.of().withUpperCase().formatHex(sha1(password.toString()));
        return new Fingerprint(digits.substring(0, PREFIX), digits.substring(PREFIX));
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is missing in this JDK's security providers", e);
        }
    }
}
