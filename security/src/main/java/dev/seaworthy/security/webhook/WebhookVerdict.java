package dev.seaworthy.security.webhook;

import java.time.Instant;

/** What came of a webhook's signature. */
public sealed interface WebhookVerdict {
    /**
     * Somebody who has the secret signed this very body.
     *
     * @param id the same if the same delivery comes again: {@code webhook-id}, which retries keep; for Stripe a digest
     *     of the signature, which its retries do not keep, as they are signed anew
     * @param signed when
     */
    record Verified(String id, Instant signed) implements WebhookVerdict {}

    /** Do nothing of what it says. */
    record Refused(WebhookFlaw flaw) implements WebhookVerdict {}

    default boolean isVerified() {
        return this instanceof Verified;
    }
}
