package dev.seaworthy.core.notify;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The symmetric scheme of Standard Webhooks 1.0.0: HMAC-SHA256 of {@code id.timestamp.body}, one for each key. */
record Signatures(List<SecretBytes> keys) {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;

    Signatures {
        keys = List.copyOf(keys);
    }

    /** The key of a secret in the form of the specification. */
    static SecretBytes key(Secret secret, Consumer<String> problems) {
        String text = secret.reveal();
        byte[] key = text.startsWith(PREFIX) ? decode(text.substring(PREFIX.length())) : new byte[0];
        if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
            problems.accept("a signing secret must be whsec_ and the base64 of " + MIN_BYTES + " to " + MAX_BYTES
                    + " random bytes: make one by echo whsec_$(openssl rand -base64 32)");
        }
        return SecretBytes.of(key);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The value of {@code webhook-signature}. */
    String of(String id, long timestamp, String body) {
        byte[] content = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        return keys.stream().map(key -> "v1," + sign(key, content)).collect(Collectors.joining(" "));
    }

    private static String sign(SecretBytes key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.reveal(), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
