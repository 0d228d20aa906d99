package dev.seaworthy.core.notify;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.core.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Posts a notice as JSON, as Standard Webhooks 1.0.0 says: with a {@code webhook-id} that stays the same over all
 * attempts, a {@code webhook-timestamp}, and, if it has a signing secret, a {@code webhook-signature}. Safe for use by
 * many threads.
 *
 * <p>Delivered is what was answered by 2xx. No connection, no answer, 408, 425, 429 and 5xx are tried again, by default
 * {@link Builder#attempts 3 times} in all and within {@link Builder#deadline 30 seconds}; {@code Retry-After} says
 * when, or else it is half a second, twice as long each time. No redirect is followed. What was sent and not answered
 * in time may arrive twice: its {@code webhook-id} tells.
 *
 * <p><b>Guarantees</b>: the address is shown nowhere, because it may be a credential, and neither is the secret.
 */
public final class WebhookNotifier implements Notifier {
    private static final int ID_BYTES = 16;

    private final Mailbox mailbox;
    private final Signatures signatures;
    private final Function<? super Notice, String> body;
    private final RandomGenerator random;
    private final Time time;

    private WebhookNotifier(Builder builder) {
        mailbox = builder.options.mailbox();
        signatures = new Signatures(builder.keys);
        random = builder.options.random;
        time = builder.options.time;
        body = builder.body == null ? this::json : builder.body;
    }

    public static Builder to(URI address) {
        return to(Secret.of(address.toString()));
    }

    public static Builder to(Secret address) {
        return new Builder(Objects.requireNonNull(address, "address"));
    }

    @Override
    public Receipt send(Notice notice) {
        return mailbox.send(notice, this::write, answer -> "");
    }

    private Letter write(Notice notice) {
        String id = id();
        String text = Objects.requireNonNull(body.apply(notice), "body");
        return new Letter(text, now -> headers(id, now.getEpochSecond(), text));
    }

    private Map<String, String> headers(String id, long timestamp, String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(timestamp));
        if (!signatures.isEmpty()) {
            headers.put("webhook-signature", signatures.of(id, timestamp, text));
        }
        return headers;
    }

    private String id() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return "msg_" + HexFormat.of().formatHex(bytes);
    }

    private String json(Notice notice) {
        Instant now = time.clock().instant();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("severity", notice.severity().name().toLowerCase(Locale.ROOT));
        data.put("title", notice.title());
        data.put("text", notice.text());
        data.put("details", notice.details());
        notice.link().ifPresent(link -> data.put("link", link.toString()));
        notice.key().ifPresent(key -> data.put("key", key));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", notice.type());
        event.put("timestamp", now.toString());
        event.put("data", data);
        return Json.writeLine(event);
    }

    @Override
    public String toString() {
        return "WebhookNotifier[" + mailbox.name() + "]";
    }

    /** Where to, signed how, and how patiently. One thread at a time. */
    public static final class Builder {
        private final Options options;
        private final List<SecretBytes> keys = new ArrayList<>();
        private @Nullable Function<? super Notice, String> body;

        private Builder(Secret address) {
            options = new Options("webhook", address);
        }

        /** What receipts and logs call it; {@code webhook} if not said. */
        public Builder named(String name) {
            options.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * The secret in the form of the specification: {@code whsec_} and the base64 of 24 to 64 random bytes. Said
         * twice, both sign, so that the receiver can change from the old one to the new one at any time.
         */
        public Builder signedWith(Secret secret) {
            keys.add(Signatures.key(secret, options.problems::add));
            return this;
        }

        /** The JSON of a notice, where the receiver wants another than ours. What it throws fails the delivery. */
        public Builder body(Function<? super Notice, String> json) {
            body = Objects.requireNonNull(json, "json");
            return this;
        }

        /** How often it is tried, the first time counted; 3 if not said, 10 at most. */
        public Builder attempts(int most) {
            options.attempts = most;
            return this;
        }

        /** How long an attempt may take; 10 seconds if not said. */
        public Builder timeout(Duration longest) {
            options.timeout = longest;
            return this;
        }

        /** How long all attempts and what is waited between them may take; 30 seconds if not said. */
        public Builder deadline(Duration longest) {
            options.deadline = longest;
            return this;
        }

        /** For a proxy or a trust store of your own; it must never follow redirects. */
        public Builder client(HttpClient http) {
            options.client = Objects.requireNonNull(http, "client");
            return this;
        }

        /** Permits {@code http://} to another machine: whoever is on the way reads the address and the notice. */
        public Builder allowPlainHttpUnsafely() {
            options.isPlainAllowed = true;
            return this;
        }

        Builder time(Time source) {
            options.time = source;
            return this;
        }

        Builder random(RandomGenerator source) {
            options.random = source;
            return this;
        }

        /**
         * The notifier of all this. It connects to nothing before the first notice.
         *
         * @throws IllegalArgumentException with everything that is wrong with what was said; never with the address
         */
        public WebhookNotifier build() {
            return new WebhookNotifier(this);
        }
    }
}
