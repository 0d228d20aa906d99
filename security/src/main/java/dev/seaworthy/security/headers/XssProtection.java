package dev.seaworthy.security.headers;

/**
 * {@code X-XSS-Protection}: the filter that old browsers had. No current browser has one, and it could be turned
 * against the page.
 */
public enum XssProtection {
    /** Switches the filter off: the value to choose. */
    DISABLED("0"),
    /** Asks old browsers to refuse a page that looks attacked; for those who must keep it. */
    BLOCK("1; mode=block");

    private final String value;

    XssProtection(String value) {
        this.value = value;
    }

    /** The value as it is sent. */
    public String value() {
        return value;
    }
}
