package dev.seaworthy.security.headers;

/**
 * The Permissions-Policy of the OWASP Secure Headers Project, best practices of 2026 (commit 0ff08f0): the features
 * before and after {@code sync-xhr}, in its order.
 */
final class OwaspPermissions {
    static final String[] DENIED_FIRST = words("""
            accelerometer autoplay camera cross-origin-isolated display-capture encrypted-media fullscreen geolocation
            gyroscope keyboard-map magnetometer microphone midi payment picture-in-picture publickey-credentials-get
            screen-wake-lock
            """);
    static final String[] DENIED_LAST = words("""
            usb web-share xr-spatial-tracking clipboard-read clipboard-write gamepad hid idle-detection interest-cohort
            serial unload
            """);

    private OwaspPermissions() {}

    private static String[] words(String text) {
        return text.strip().split("\\s+");
    }
}
