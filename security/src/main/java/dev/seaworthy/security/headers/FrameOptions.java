package dev.seaworthy.security.headers;

/**
 * {@code X-Frame-Options}: who may show the page in a frame (RFC 7034, HTML standard). A policy's frame-ancestors goes
 * before it.
 */
public enum FrameOptions {
    DENY("DENY"),
    SAMEORIGIN("SAMEORIGIN");

    private final String value;

    FrameOptions(String value) {
        this.value = value;
    }

    /** The value as it is sent. */
    public String value() {
        return value;
    }
}
