package dev.seaworthy.security.csp;

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

    private static final int QUARTET = 4;

    public Nonce {
        if (value.length() > MAX_LENGTH || bytes(value) < MIN_BYTES) {
            throw new IllegalArgumentException("Nonce of " + value.length() + " characters is not base64 of "
                    + MIN_BYTES + " to " + (MAX_LENGTH / 4 * 3) + " bytes; take it from Nonces");
        }
    }

    /** How many it stands for; 0 if it is no base64 (RFC 4648 §4, the padding left out or whole). */
    private static int bytes(String value) {
        int end = value.length();
        while (end > 0 && value.charAt(end - 1) == '=') {
            end--;
        }
        int padding = value.length() - end;
        boolean isWhole = padding == 0 ? end % QUARTET != 1 : padding <= 2 && value.length() % QUARTET == 0;
        for (int i = 0; i < end && isWhole; i++) {
            isWhole = isBase64(value.charAt(i));
        }
        return isWhole ? end * 3 / QUARTET : 0;
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }

    @Override
    public String toString() {
        return value;
    }
}
