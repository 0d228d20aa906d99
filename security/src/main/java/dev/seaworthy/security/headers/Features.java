package dev.seaworthy.security.headers;

import java.util.Set;

/** The features that W3C's list of policy-controlled features names (2026), and those that Chromium knows besides. */
final class Features {
    static final Set<String> KNOWN = Set.of("""
            accelerometer all-screens-capture ambient-light-sensor aria-notify attribution-reporting autoplay
            autofill battery bluetooth browsing-topics camera captured-surface-control clipboard-read clipboard-write
            compute-pressure controlled-frame cross-origin-isolated deferred-fetch deferred-fetch-minimal
            digital-credentials-create digital-credentials-get direct-sockets display-capture document-domain
            encrypted-media execution-while-not-rendered execution-while-out-of-viewport
            focus-without-user-activation fullscreen gamepad geolocation gyroscope hid identity-credentials-get
            idle-detection interest-cohort join-ad-interest-group keyboard-map language-detector language-model
            local-fonts local-network local-network-access loopback-network magnetometer manual-text
            media-playback-while-not-visible mediasession microphone midi monetization on-device-speech-recognition
            otp-credentials payment picture-in-picture private-state-token-issuance private-state-token-redemption
            publickey-credentials-create publickey-credentials-get rewriter run-ad-auction screen-wake-lock serial
            shared-storage shared-storage-select-url smart-card speaker-selection storage-access sub-apps summarizer
            sync-xhr translator unload usb usb-unrestricted vertical-scroll web-app-installation web-share
            window-management writer xr-spatial-tracking
            """.strip().split("\\s+"));

    private Features() {}
}
