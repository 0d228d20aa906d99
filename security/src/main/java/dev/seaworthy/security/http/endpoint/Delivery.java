package dev.seaworthy.security.http.endpoint;

import java.time.Instant;

/**
 * A webhook that was verified. Immutable.
 *
 * @param id of the delivery; whether it tells one that comes again, {@code WebhookVerdict.Verified} says
 * @param signed when it was signed
 * @param body as it came, read as UTF-8
 */
public record Delivery(String id, Instant signed, String body) {
    /** Without the body. */
    @Override
    public String toString() {
        return "Delivery[" + id + ", signed " + signed + "]";
    }
}
