package dev.seaworthy.core.notify;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * What became of a notice at one notifier. Immutable.
 *
 * @param notifier its name
 * @param attempts how often it was tried, from 0
 * @param status of the last answer in HTTP, if there was one
 * @param reason why it was not delivered, in a line without a secret; empty if it was
 */
public record Delivery(String notifier, boolean isDelivered, int attempts, OptionalInt status, String reason) {
    /** @throws IllegalArgumentException if there is a reason for what was delivered, or none for what was not */
    public Delivery {
        Objects.requireNonNull(notifier, "notifier");
        if (isDelivered != reason.isEmpty()) {
            throw new IllegalArgumentException("A delivery of " + notifier
                    + " needs a reason if it was not delivered, and none if it was: \"" + reason + "\"");
        }
    }

    public static Delivery delivered(String notifier, int attempts, OptionalInt status) {
        return new Delivery(notifier, true, attempts, status, "");
    }

    public static Delivery failed(String notifier, int attempts, OptionalInt status, String reason) {
        return new Delivery(notifier, false, attempts, status, reason);
    }
}
