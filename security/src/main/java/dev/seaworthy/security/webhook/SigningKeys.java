package dev.seaworthy.security.webhook;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.security.declaration.Problems;
import dev.seaworthy.security.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Secrets of webhooks, as their schemes make keys of them. */
final class SigningKeys {
    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;

    private SigningKeys() {}

    /** The text whole, {@code whsec_} included. */
    static List<SecretBytes> stripe(List<Secret> secrets) {
        Problems problems = new Problems("WebhookSignatures.stripe");
        SecretText.check(secrets, "copy the signing secret of the endpoint, whsec_ included", problems);
        problems.refuse();
        return secrets.stream()
                .map(secret -> SecretBytes.of(secret.reveal().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** The bytes that stand after {@code whsec_} in Base64. */
    static List<SecretBytes> standard(List<Secret> secrets) {
        Problems problems = new Problems("WebhookSignatures.standard");
        List<SecretBytes> keys = new ArrayList<>();
        for (int i = 0; i < secrets.size(); i++) {
            byte[] key = decode(secrets.get(i).reveal());
            if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
                problems.add("secret " + (i + 1) + " of " + secrets.size() + " is not whsec_ and the base64 of "
                        + MIN_BYTES + " to " + MAX_BYTES + " bytes; copy it as the sender gives it");
            }
            keys.add(SecretBytes.of(key));
        }
        problems.refuse();
        return keys;
    }

    private static byte[] decode(String text) {
        try {
            return text.startsWith(PREFIX) ? Base64.getDecoder().decode(text.substring(PREFIX.length())) : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
