package dev.seaworthy.security.webhook;

/** Why a webhook is not believed. */
public enum WebhookFlaw {
    /** A header of the scheme is not there. */
    UNSIGNED("it bears no signature"),
    /** A header of the scheme is there and can't be read. */
    MALFORMED("its signature can't be read"),
    /** No signature is that of a secret that is stated: the body was changed, or another one signed it. */
    FORGED("no signature is right"),
    /** It was signed longer ago than the tolerance: a replay, or a clock that is slow or fast. */
    STALE("it was signed too long ago"),
    /** It was signed further ahead than the tolerance. */
    EARLY("it was signed too far in the future");

    private final String message;

    WebhookFlaw(String message) {
        this.message = message;
    }

    /** For whoever sent it; it holds nothing of what was sent. */
    public String message() {
        return message;
    }
}
