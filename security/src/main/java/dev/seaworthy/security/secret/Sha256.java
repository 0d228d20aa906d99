package dev.seaworthy.security.secret;

import dev.seaworthy.core.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256, and HMAC with it (RFC 2104). */
public final class Sha256 {
    private static final String HMAC = "HmacSHA256";

    private Sha256() {}

    /** Of the text's UTF-8. */
    public static byte[] of(String text) {
        return of(text, new byte[0]);
    }

    /** Of the UTF-8 of {@code head} and what follows it. */
    public static byte[] of(String head, byte[] rest) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            return digest.digest(rest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Of the UTF-8 of {@code head} and what follows it, by a key that is not empty. */
    public static byte[] hmac(SecretBytes key, String head, byte[] rest) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.reveal(), HMAC));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(rest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        }
    }
}
