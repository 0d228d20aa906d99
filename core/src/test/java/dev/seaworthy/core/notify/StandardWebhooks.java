package dev.seaworthy.core.notify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * The receiver's side of Standard Webhooks 1.0.0, written from the specification and from RFC 2104: the HMAC is made of
 * the hash alone.
 */
final class StandardWebhooks {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int BLOCK = 64;

    private StandardWebhooks() {}

    /** Whether one of the signatures is right, and the time is near enough. */
    static boolean verifies(String secret, String id, String timestamp, String signatures, String body, Instant now) {
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0) {
            return false;
        }
        byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
        byte[] expected = hmac(key, (id + '.' + timestamp + '.' + body).getBytes(StandardCharsets.UTF_8));
        return Arrays.stream(signatures.split(" "))
                .filter(each -> each.startsWith("v1,"))
                .map(each -> Base64.getDecoder().decode(each.substring(3)))
                .anyMatch(signature -> MessageDigest.isEqual(signature, expected));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        byte[] padded = Arrays.copyOf(key.length > BLOCK ? sha256(key) : key, BLOCK);
        return sha256(xor(padded, 0x5c), sha256(xor(padded, 0x36), text));
    }

    private static byte[] xor(byte[] bytes, int pad) {
        byte[] result = bytes.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= (byte) pad;
        }
        return result;
    }

    private static byte[] sha256(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        try {
            return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
