package dev.seaworthy.security.headers;

/**
 * {@code Cross-Origin-Opener-Policy}: which windows may hold a reference to the page (HTML standard). The strictest
 * breaks sign-in by pop-up.
 */
public enum CrossOriginOpenerPolicy {
    UNSAFE_NONE("unsafe-none"),
    SAME_ORIGIN_ALLOW_POPUPS("same-origin-allow-popups"),
    NOOPENER_ALLOW_POPUPS("noopener-allow-popups"),
    SAME_ORIGIN("same-origin");

    private final String value;

    CrossOriginOpenerPolicy(String value) {
        this.value = value;
    }

    /** The value as it is sent. */
    public String value() {
        return value;
    }
}
