package dev.seaworthy.examples.contentmax;

import dev.seaworthy.core.Secret;
import dev.seaworthy.security.http.endpoint.Delivery;
import dev.seaworthy.security.http.endpoint.WebhookEndpoint;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.webhook.WebhookSignatures;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Stripe tells of payments, each event once by its id, as Stripe repeats what it got no answer to. A service with
 * several nodes, or more events than these, keeps the ids in the table that it books in.
 */
final class Payments {
    private static final Answer NO_EVENT = Answer.json(400, "{\"error\":\"no event\"}");
    private static final int MOST_IDS = 10_000;

    /** The newest, oldest first; guarded by itself. */
    private final Set<String> ids = new LinkedHashSet<>();

    private final List<String> booked = new CopyOnWriteArrayList<>();

    /** Takes events that bear the signature of this secret. */
    WebhookEndpoint endpoint(Secret secret, InstantSource clock) {
        return WebhookEndpoint.of(WebhookSignatures.stripe(secret).clock(clock), this::book);
    }

    /** The types of the events, oldest first. */
    List<String> booked() {
        return List.copyOf(booked);
    }

    private Answer book(Delivery delivery) {
        try {
            JsonNode event = JsonMapper.shared().readTree(delivery.body());
            String id = event.path("id").asString();
            if (id.isEmpty()) {
                return NO_EVENT;
            }
            if (isNew(id)) {
                booked.add(event.path("type").asString());
            }
            return Answer.empty(204);
        } catch (JacksonException e) {
            return NO_EVENT;
        }
    }

    private boolean isNew(String id) {
        synchronized (ids) {
            if (ids.size() >= MOST_IDS) {
                ids.remove(ids.iterator().next());
            }
            return ids.add(id);
        }
    }
}
