package dev.seaworthy.core.notify;

import dev.seaworthy.core.failure.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifiers of notifiers. */
public final class Notifiers {
    private static final Logger LOGGER = LoggerFactory.getLogger(Notifiers.class);

    private Notifiers() {}

    /**
     * Tells each, one after the other in this order, whatever becomes of those before: one that throws has failed too.
     * It takes as long as they take together.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Notifier all(Notifier... notifiers) {
        return all(List.of(notifiers));
    }

    /** The same of a list. */
    public static Notifier all(List<? extends Notifier> notifiers) {
        List<Notifier> each = List.copyOf(notifiers);
        if (each.isEmpty()) {
            throw new IllegalArgumentException("Notifiers.all needs a notifier; LogNotifier.create() is the simplest");
        }
        return notice -> {
            Objects.requireNonNull(notice, "notice");
            List<Delivery> deliveries = new ArrayList<>();
            each.forEach(notifier -> deliveries.addAll(send(notifier, notice)));
            return new Receipt(deliveries);
        };
    }

    private static List<Delivery> send(Notifier notifier, Notice notice) {
        try {
            return notifier.send(notice).deliveries();
        } catch (RuntimeException | Error thrown) {
            String name = notifier.getClass().getSimpleName();
            LOGGER.warn("Notice \"{}\" was not delivered by {}", notice.title(), name, Trace.of(thrown));
            return Receipt.failed(name, "it threw " + thrown.getClass().getName())
                    .deliveries();
        }
    }
}
