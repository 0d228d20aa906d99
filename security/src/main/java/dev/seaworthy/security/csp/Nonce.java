package dev.seaworthy.security.csp;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The number that one response's policy and its trusted inline scripts share (CSP Level 3 §7.1). Immutable.
 *
 * <p><b>Guarantees</b>: base64 of at least {@value #MIN_BYTES} bytes, so it can stand in a header and in an attribute
 * as it is.
 *
 * <p><b>Not covered</b>: that it is new. A response that a cache keeps keeps its nonce too, so a page with a nonce is
 * sent with {@code Cache-Control: no-store} or {@code private}, and without a validator.
 *
 * @param value as it stands in {@code <script nonce="…">}
 */
public record Nonce(String value) {
    /** 128 bits. */
    public static final int MIN_BYTES = 16;

    /** In characters: more than 512 bits. */
    public static final int MAX_LENGTH = 88;

    /** Stands in a policy where each response's own nonce will. */
    static final String PLACEHOLDER = "'nonce-{nonce}'";

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{22,}={0,2}");

    public Nonce {
        if (value.length() > MAX_LENGTH || !BASE64.matcher(value).matches() || bytes(value) < MIN_BYTES) {
            throw new IllegalArgumentException("Nonce of " + value.length() + " characters is not base64 of "
                    + MIN_BYTES + " to " + (MAX_LENGTH / 4 * 3) + " bytes; take it from Nonces");
        }
    }

    private static int bytes(String value) {
        try {
            return Base64.getDecoder().decode(value).length;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
