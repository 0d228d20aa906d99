package dev.seaworthy.core.notify;

import dev.seaworthy.core.failure.Trace;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts to one address until it takes the letter, within bounds of attempts and of time. */
final class Mailbox {
    private static final Logger LOGGER = LoggerFactory.getLogger(Notifier.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final int MOST_DOUBLINGS = 4;

    private final String name;
    private final WebhookUrl address;
    private final Duration timeout;
    private final Duration deadline;
    private final int attempts;
    private final Time time;
    private final RandomGenerator random;
    private @Nullable HttpClient client;

    Mailbox(Options options, WebhookUrl address) {
        name = options.name;
        this.address = address;
        timeout = options.timeout;
        deadline = options.deadline;
        attempts = options.attempts;
        time = options.time;
        random = options.random;
        client = options.client;
    }

    String name() {
        return name;
    }

    /** What {@code code} makes of a body may be told: empty, or a word that is known. */
    Receipt send(Notice notice, Letter.Writer writer, UnaryOperator<String> code) {
        Objects.requireNonNull(notice, "notice");
        Letter letter;
        try {
            letter = writer.write(notice);
        } catch (RuntimeException e) {
            LOGGER.warn("Notice \"{}\" could not be written for {}", notice.title(), name, Trace.of(e));
            String reason = "its body could not be written: " + e.getClass().getName();
            return Receipt.of(Delivery.failed(name, 0, OptionalInt.empty(), reason));
        }
        Delivery delivery = deliver(letter, code);
        if (!delivery.isDelivered()) {
            LOGGER.warn("Notice \"{}\" was not delivered by {}: {}", notice.title(), name, delivery.reason());
        }
        return Receipt.of(delivery);
    }

    private Delivery deliver(Letter letter, UnaryOperator<String> code) {
        Tries tries = new Tries(time.nanos().getAsLong() + deadline.toNanos());
        try {
            Delivery delivery = null;
            while (delivery == null) {
                delivery = tries.next(letter, code);
            }
            return delivery;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Delivery.failed(name, tries.made, OptionalInt.empty(), "the thread was interrupted");
        }
    }

    private HttpRequest request(Letter letter) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.reveal())
                .POST(BodyPublishers.ofString(letter.body()))
                .setHeader("Content-Type", "application/json")
                .setHeader("User-Agent", "seaworthy");
        letter.headers().apply(time.clock().instant()).forEach(request::setHeader);
        return request.build();
    }

    /** Made when it is first wanted, because a client begins a thread; that ends when nothing holds the client. */
    private synchronized HttpClient client() {
        HttpClient ready = client;
        if (ready == null) {
            ready = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = ready;
        }
        return ready;
    }

    /** The attempts at one letter. One thread. */
    private final class Tries {
        private final long end;
        private int made;

        private Tries(long end) {
            this.end = end;
        }

        /** How it ended, or null when it is time to try again. */
        private @Nullable Delivery next(Letter letter, UnaryOperator<String> code) throws InterruptedException {
            Duration longest = timeout.compareTo(left()) < 0 ? timeout : left();
            made++;
            Answer answer = new Attempt(code, time.clock()).make(client(), request(letter), longest);
            if (answer.isTaken()) {
                return Delivery.delivered(name, made, answer.status());
            }
            return answer.mayPass() && made < attempts ? await(answer) : failed(answer, "");
        }

        private @Nullable Delivery await(Answer answer) throws InterruptedException {
            Duration wait = answer.retryAfter().orElseGet(this::backOff);
            if (wait.compareTo(left()) >= 0) {
                return failed(answer, "; the next attempt would come after the deadline of " + deadline);
            }
            time.pause().last(wait);
            return null;
        }

        private Delivery failed(Answer answer, String more) {
            String reason = answer.reason() + " (attempt " + made + " of " + attempts + ")" + more;
            return Delivery.failed(name, made, answer.status(), reason);
        }

        /** Twice as long each time, and half of it left to chance, so that senders do not march in step. */
        private Duration backOff() {
            long bound = FIRST_WAIT.toMillis() << Math.min(made - 1, MOST_DOUBLINGS);
            return Duration.ofMillis(bound / 2 + random.nextLong(bound / 2 + 1));
        }

        private Duration left() {
            return Duration.ofNanos(Math.max(0, end - time.nanos().getAsLong()));
        }
    }
}
