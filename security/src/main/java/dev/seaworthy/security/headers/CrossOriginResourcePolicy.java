package dev.seaworthy.security.headers;

/** {@code Cross-Origin-Resource-Policy}: who may embed the response without CORS (Fetch standard §3.7). */
public enum CrossOriginResourcePolicy {
    SAME_ORIGIN("same-origin"),
    SAME_SITE("same-site"),
    CROSS_ORIGIN("cross-origin");

    private final String value;

    CrossOriginResourcePolicy(String value) {
        this.value = value;
    }

    /** The value as it is sent. */
    public String value() {
        return value;
    }
}
