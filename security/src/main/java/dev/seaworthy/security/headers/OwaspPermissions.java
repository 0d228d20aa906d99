package dev.seaworthy.security.headers;

/** The Permissions-Policy of the OWASP Secure Headers Project (ci/headers_add.json, 2024-09-02). */
final class OwaspPermissions {
    static final String VALUE =
            "accelerometer=(), autoplay=(), camera=(), cross-origin-isolated=(), display-capture=(), "
                    + "encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), keyboard-map=(), magnetometer=(), "
                    + "microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), "
                    + "screen-wake-lock=(), sync-xhr=(self), usb=(), web-share=(), xr-spatial-tracking=(), clipboard-read=(), "
                    + "clipboard-write=(), gamepad=(), hid=(), idle-detection=(), interest-cohort=(), serial=(), unload=()";

    private OwaspPermissions() {}
}
