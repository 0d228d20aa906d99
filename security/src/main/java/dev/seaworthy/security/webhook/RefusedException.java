package dev.seaworthy.security.webhook;

/** The headers of a webhook say nothing that could be right. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final WebhookFlaw flaw;

    RefusedException(WebhookFlaw flaw) {
        super(flaw.message(), null, false, false);
        this.flaw = flaw;
    }

    WebhookFlaw flaw() {
        return flaw;
    }
}
