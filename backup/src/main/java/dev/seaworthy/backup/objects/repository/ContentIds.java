package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.core.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ids of contents: HMAC-SHA-256 under a key, so that who has a file and no key cannot tell whether it is stored.
 * Safe for use by many threads.
 */
public final class ContentIds {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_BYTES = 32;

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException if the secret has fewer than 32 bytes in UTF-8 */
    public ContentIds(Secret repositoryKey) {
        byte[] bytes = repositoryKey.reveal().getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LEAST_BYTES) {
            throw new IllegalArgumentException("repositoryKey must have " + LEAST_BYTES + " bytes or more");
        }
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The id of the first {@code length} of these bytes, 64 hexadecimal digits. */
    public String of(byte[] bytes, int length) {
        Mac mac = begin();
        mac.update(bytes, 0, length);
        return end(mac);
    }

    /** To be given a content. One thread. */
    public Mac begin() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The id of what it was given. */
    public static String end(Mac mac) {
        return HexFormat.of().formatHex(mac.doFinal());
    }
}
