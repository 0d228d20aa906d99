package dev.seaworthy.core.notify;

import java.util.List;
import java.util.OptionalInt;

/** What became of a notice at each notifier that it went to. Immutable. */
public record Receipt(List<Delivery> deliveries) {
    public Receipt {
        deliveries = List.copyOf(deliveries);
    }

    static Receipt of(Delivery delivery) {
        return new Receipt(List.of(delivery));
    }

    /** For a notifier of your own: taken at the first attempt. */
    public static Receipt delivered(String notifier) {
        return of(Delivery.delivered(notifier, 1, OptionalInt.empty()));
    }

    /** For a notifier of your own: tried once, in vain. The reason is told to people and holds no secret. */
    public static Receipt failed(String notifier, String reason) {
        return of(Delivery.failed(notifier, 1, OptionalInt.empty(), reason));
    }

    /** Whether each notifier has delivered it. */
    public boolean isDelivered() {
        return undelivered().isEmpty();
    }

    public List<Delivery> undelivered() {
        return deliveries.stream().filter(delivery -> !delivery.isDelivered()).toList();
    }
}
