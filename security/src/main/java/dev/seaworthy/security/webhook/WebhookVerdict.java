package dev.seaworthy.security.webhook;

import java.time.Instant;

/** What came of a webhook's signature. */
public sealed interface WebhookVerdict {
    /**
     * Somebody who has the secret signed this very body.
     *
     * @param id {@code webhook-id}, which retries keep; for Stripe a digest of the time and the body, which only a
     *     replay keeps: its retries are signed anew, so find duplicates by the {@code id} in the event
     * @param signed when
     */
    record Verified(String id, Instant signed) implements WebhookVerdict {}

    /** Do nothing of what it says. */
    record Refused(WebhookFlaw flaw) implements WebhookVerdict {}

    default boolean isVerified() {
        return this instanceof Verified;
    }
}
