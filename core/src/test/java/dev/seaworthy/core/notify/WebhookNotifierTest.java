package dev.seaworthy.core.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.seaworthy.core.Secret;
import dev.seaworthy.core.notify.Receiver.Request;
import dev.seaworthy.core.notify.Receiver.Turn;
import dev.seaworthy.testkit.Aside;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.Logged;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class WebhookNotifierTest extends NotifierContract {
    private static final Secret KEY = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final Secret NEXT_KEY = Secret.of("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

    private final List<Receiver> receivers = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private long nanos;

    @Override
    protected Notifier working() {
        return to(receiver(Turn.answer("200 OK"))).build();
    }

    @Override
    protected Notifier broken() {
        return to(receiver(Turn.answer("404 Not Found"))).build();
    }

    @AfterEach
    void close() throws IOException {
        for (Receiver receiver : receivers) {
            receiver.close();
        }
    }

    @Test
    void posts_a_notice_as_json() throws Exception {
        Receiver receiver = receiver(Turn.answer("204 No Content"));

        to(receiver)
                .build()
                .send(NOTICE.text("all is “well”")
                        .link(URI.create("https://ci.example/42"))
                        .key("release-42"));

        Request request = receiver.requests().get(0);
        assertThat(request.line()).startsWith("POST /services/T00/B00/s3cr3t-p4th?token=s3cr3t-qu3ry HTTP/1.1");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        JsonNode body = JsonMapper.builder().build().readTree(request.body());
        assertThat(body).isEqualTo(JsonMapper.builder().build().readTree("""
                {"type": "release.succeeded", "timestamp": "2026-01-31T12:00:00Z", "data": {
                  "severity": "info", "title": "Release 42 is live", "text": "all is “well”",
                  "details": {"version": "42"}, "link": "https://ci.example/42", "key": "release-42"}}
                """));
    }

    @Test
    void signs_so_that_a_receiver_can_verify_with_either_key() {
        Receiver receiver = receiver(Turn.answer("200 OK"));

        to(receiver).signedWith(NEXT_KEY).signedWith(KEY).build().send(NOTICE.text("ünïcödé"));

        assertThat(verifies(receiver.requests().get(0), KEY)).isTrue();
        assertThat(verifies(receiver.requests().get(0), NEXT_KEY)).isTrue();
        assertThat(verifies(receiver.requests().get(0), Secret.of("whsec_" + "A".repeat(32))))
                .isFalse();
    }

    @Test
    void has_an_id_and_a_time_but_no_signature_without_a_key() {
        Receiver receiver = receiver(Turn.answer("200 OK"));

        to(receiver).build().send(NOTICE);

        Request request = receiver.requests().get(0);
        assertThat(request.header("webhook-id")).matches("msg_[0-9a-f]{32}");
        assertThat(request.header("webhook-timestamp")).isEqualTo("" + now.getEpochSecond());
        assertThat(request.headers()).doesNotContainKey("webhook-signature");
    }

    @Test
    void keeps_the_id_and_signs_anew_when_it_tries_again() {
        Receiver receiver = receiver(Turn.answer("500 X", "Retry-After: 7"), Turn.answer("200 OK"));
        Instant start = now;

        Receipt receipt = to(receiver).signedWith(KEY).build().send(NOTICE);

        assertThat(receipt.isDelivered()).isTrue();
        assertThat(receipt.deliveries().get(0).attempts()).isEqualTo(2);
        Request first = receiver.requests().get(0);
        Request second = receiver.requests().get(1);
        assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("webhook-timestamp")).isEqualTo("" + (start.getEpochSecond() + 7));
        assertThat(second.header("webhook-signature")).isNotEqualTo(first.header("webhook-signature"));
        assertThat(verifies(second, KEY)).isTrue();
    }

    @Test
    void gives_each_notice_an_id_of_its_own() {
        Receiver receiver = receiver(Turn.answer("200 OK"));
        Notifier notifier = WebhookNotifier.to(receiver.uri()).build();

        notifier.send(NOTICE);
        notifier.send(NOTICE);

        assertThat(receiver.requests())
                .extracting(request -> request.header("webhook-id"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void tries_again_what_may_pass_and_waits_longer_each_time(int status) {
        Receiver receiver = receiver(Turn.answer(status + " X"));

        Delivery delivery =
                to(receiver).attempts(4).build().send(NOTICE).deliveries().get(0);

        assertThat(delivery.attempts()).isEqualTo(4);
        assertThat(delivery.status()).hasValue(status);
        assertThat(delivery.reason()).isEqualTo("HTTP " + status + " (attempt 4 of 4)");
        assertThat(receiver.requests()).hasSize(4);
        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(pauses.get(2)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 413})
    void does_not_try_again_what_will_not_pass(int status) {
        Receiver receiver = receiver(Turn.answer(status + " X"));

        Delivery delivery = to(receiver).build().send(NOTICE).deliveries().get(0);

        assertThat(delivery.attempts()).isEqualTo(1);
        assertThat(delivery.reason()).startsWith("HTTP " + status);
        assertThat(receiver.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void follows_no_redirect(int status) {
        Receiver elsewhere = receiver(Turn.answer("200 OK"));
        Receiver receiver = receiver(Turn.answer(status + " Moved", "Location: " + elsewhere.uri()));

        Delivery delivery = to(receiver).build().send(NOTICE).deliveries().get(0);

        assertThat(delivery.isDelivered()).isFalse();
        assertThat(delivery.reason()).contains("redirects are not followed");
        assertThat(elsewhere.requests()).isEmpty();
    }

    @Test
    void waits_as_many_seconds_as_it_is_asked_to() {
        Receiver receiver = receiver(Turn.answer("429 Too Many Requests", "Retry-After: 7"), Turn.answer("200 OK"));

        assertThat(to(receiver).build().send(NOTICE).isDelivered()).isTrue();
        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void waits_until_the_date_that_it_is_asked_to_by_the_clock_of_the_other_side() {
        Receiver receiver = receiver(
                Turn.answer(
                        "503 Service Unavailable",
                        "Date: Sun, 06 Nov 1994 08:49:37 GMT",
                        "Retry-After: Sun, 06 Nov 1994 08:49:46 GMT"),
                Turn.answer("200 OK"));

        assertThat(to(receiver).build().send(NOTICE).isDelivered()).isTrue();
        assertThat(pauses).containsExactly(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "Sun, 06 Nov 1994 08:49:37 GMT", "99999999999999999999", ""})
    void takes_its_own_time_when_it_is_asked_to_wait_for_nothing(String retryAfter) {
        Receiver receiver = receiver(Turn.answer("503 X", "Retry-After: " + retryAfter), Turn.answer("200 OK"));

        assertThat(to(receiver).build().send(NOTICE).isDelivered()).isTrue();
        assertThat(pauses)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isBetween(Duration.ofMillis(250), Duration.ofMillis(500)));
    }

    @Test
    void gives_up_when_it_is_asked_to_wait_beyond_the_deadline() {
        Receiver receiver = receiver(Turn.answer("429 X", "Retry-After: 30"));

        Delivery delivery = to(receiver).build().send(NOTICE).deliveries().get(0);

        assertThat(delivery.attempts()).isEqualTo(1);
        assertThat(delivery.reason()).contains("after the deadline of PT30S");
        assertThat(pauses).isEmpty();
    }

    @Test
    void ends_at_the_deadline_however_many_attempts_are_left() {
        Receiver receiver = receiver(Turn.answer("500 X"));

        Delivery delivery = to(receiver)
                .attempts(10)
                .deadline(Duration.ofSeconds(3))
                .build()
                .send(NOTICE)
                .deliveries()
                .get(0);

        assertThat(delivery.attempts()).isBetween(3, 5);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void tries_again_after_a_reset() {
        Receiver receiver = receiver(Turn.reset(), Turn.answer("200 OK"));

        assertThat(to(receiver).build().send(NOTICE).deliveries().get(0).attempts())
                .isEqualTo(2);
    }

    @Test
    void repeats_nothing_of_an_answer_that_is_no_http() {
        Receiver receiver = receiver((self, socket) ->
                socket.getOutputStream().write("s3cr3t is not HTTP\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

        Delivery delivery =
                to(receiver).attempts(1).build().send(NOTICE).deliveries().get(0);

        assertThat(delivery.reason()).matches("the exchange broke off: \\w+ \\(attempt 1 of 1\\)");
    }

    @Test
    void gives_up_on_a_receiver_that_hangs() {
        Receiver receiver = receiver(Turn.hang());

        Delivery delivery = to(receiver)
                .attempts(2)
                .timeout(Duration.ofMillis(150))
                .build()
                .send(NOTICE)
                .deliveries()
                .get(0);

        assertThat(delivery.attempts()).isEqualTo(2);
        assertThat(delivery.status()).isEmpty();
        assertThat(delivery.reason()).startsWith("no answer within 150 ms; it may have arrived all the same");
    }

    @Test
    void an_attempt_ends_with_the_deadline_if_that_comes_first() {
        Receiver receiver = receiver(Turn.hang());

        Delivery delivery = to(receiver)
                .attempts(1)
                .deadline(Duration.ofMillis(150))
                .build()
                .send(NOTICE)
                .deliveries()
                .get(0);

        assertThat(delivery.reason()).startsWith("no answer within 150 ms");
    }

    @Test
    void gives_up_on_a_head_that_drips() {
        Receiver receiver = receiver(Turn.drip("HTTP/1.1 200 OK\r\nX-Slow: "));

        Delivery delivery = to(receiver)
                .attempts(1)
                .timeout(Duration.ofMillis(300))
                .build()
                .send(NOTICE)
                .deliveries()
                .get(0);

        assertThat(delivery.reason()).startsWith("no answer within 300 ms");
    }

    @Test
    void takes_the_status_of_an_answer_whose_body_never_ends() {
        Receiver dripping = receiver(Turn.drip("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"));
        Receiver flooding = receiver(Turn.flood("200 OK"));
        Receiver failing = receiver(Turn.flood("404 Not Found"));

        assertThat(to(dripping)
                        .timeout(Duration.ofMillis(300))
                        .build()
                        .send(NOTICE)
                        .isDelivered())
                .isTrue();
        assertThat(to(flooding).build().send(NOTICE).isDelivered()).isTrue();
        assertThat(to(failing).build().send(NOTICE).deliveries().get(0).status())
                .hasValue(404);
    }

    @Test
    void ends_the_connection_of_a_receiver_that_it_has_given_up() throws Exception {
        AtomicReference<Integer> read = new AtomicReference<>();
        Receiver receiver =
                receiver((self, socket) -> read.set(socket.getInputStream().read()));

        to(receiver).attempts(1).timeout(Duration.ofMillis(150)).build().send(NOTICE);

        Condition.await("the end of the connection", () -> Integer.valueOf(-1).equals(read.get()));
    }

    @Test
    void says_when_nobody_listens() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }

        Delivery delivery = steered(WebhookNotifier.to(URI.create("http://127.0.0.1:" + port)))
                .build()
                .send(NOTICE)
                .deliveries()
                .get(0);

        assertThat(delivery.reason()).isEqualTo("no connection (attempt 3 of 3)");
    }

    @Test
    void says_when_the_other_side_speaks_no_tls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Aside.call(() -> {
                try (Socket socket = plain.accept()) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    return socket.getInputStream().readAllBytes();
                }
            });

            Delivery delivery = steered(WebhookNotifier.to(URI.create("https://127.0.0.1:" + plain.getLocalPort())))
                    .attempts(1)
                    .build()
                    .send(NOTICE)
                    .deliveries()
                    .get(0);

            assertThat(delivery.reason()).startsWith("TLS failed");
        }
    }

    @Test
    void says_when_the_host_has_no_address() {
        Delivery delivery = steered(WebhookNotifier.to(URI.create("https://nobody.invalid/s3cr3t")))
                .attempts(1)
                .build()
                .send(NOTICE)
                .deliveries()
                .get(0);

        assertThat(delivery.reason()).isEqualTo("the host name is not known (attempt 1 of 1)");
    }

    @Test
    void stops_when_its_thread_is_interrupted() throws Exception {
        Receiver receiver = receiver(Turn.hang());
        Notifier notifier = to(receiver).build();
        AtomicReference<Thread> sender = new AtomicReference<>();
        CompletableFuture<Delivery> sent = Aside.call(() -> {
            sender.set(Thread.currentThread());
            return notifier.send(NOTICE).deliveries().get(0);
        });
        Condition.await("the request", () -> !receiver.requests().isEmpty());

        sender.get().interrupt();

        assertThat(sent.get().reason()).isEqualTo("the thread was interrupted");
    }

    @Test
    void tells_a_failure_in_the_log_once_and_shows_the_address_and_the_key_nowhere() {
        Receiver receiver = receiver(Turn.body("500 X", "s3cr3t of the other side"));
        try (Logged log = new Logged()) {
            WebhookNotifier notifier =
                    to(receiver).signedWith(KEY).named("ops hook").build();

            Receipt receipt = notifier.send(NOTICE);

            assertThat(log.text().lines())
                    .singleElement()
                    .asString()
                    .contains("Release 42 is live", "ops hook", "HTTP 500");
            assertThat(log.text() + receipt + notifier)
                    .doesNotContain("s3cr3t", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                    .contains("WebhookNotifier[ops hook]");
        }
    }

    @Test
    void logs_nothing_of_what_was_delivered() {
        Receiver receiver = receiver(Turn.answer("500 X"), Turn.answer("200 OK"));
        try (Logged log = new Logged()) {
            to(receiver).build().send(NOTICE);

            assertThat(log.text()).isEmpty();
        }
    }

    @Test
    void posts_the_body_that_the_receiver_wants() {
        Receiver receiver = receiver(Turn.answer("202 Accepted"));

        to(receiver)
                .signedWith(KEY)
                .body(notice -> "{\"summary\":\"" + notice.title() + "\"}")
                .build()
                .send(NOTICE);

        Request request = receiver.requests().get(0);
        assertThat(request.body()).isEqualTo("{\"summary\":\"Release 42 is live\"}");
        assertThat(verifies(request, KEY)).isTrue();
    }

    @Test
    void a_body_that_cannot_be_written_is_a_failed_delivery() {
        Receiver receiver = receiver(Turn.answer("200 OK"));
        try (Logged log = new Logged()) {
            Delivery delivery = to(receiver)
                    .body(notice -> {
                        throw new IllegalStateException("s3cr3t");
                    })
                    .build()
                    .send(NOTICE)
                    .deliveries()
                    .get(0);

            assertThat(delivery.attempts()).isZero();
            assertThat(delivery.reason()).isEqualTo("its body could not be written: java.lang.IllegalStateException");
            assertThat(log.text()).contains("could not be written").doesNotContain("s3cr3t");
        }
    }

    @Test
    void refuses_a_declaration_with_all_its_problems_and_without_the_address() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookNotifier.to(URI.create("http://hooks.example/s3cr3t"))
                        .named("")
                        .signedWith(Secret.of("s3cr3t"))
                        .attempts(11)
                        .timeout(Duration.ZERO)
                        .deadline(Duration.ofDays(1))
                        .client(HttpClient.newBuilder()
                                .followRedirects(HttpClient.Redirect.NORMAL)
                                .build())
                        .build())
                .withMessageContainingAll(
                        "allowPlainHttpUnsafely", "a name", "whsec_", "attempts", "timeout", "deadline", "redirects")
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("s3cr3t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cr3t",
                "https:///s3cr3t",
                "ftp://hooks.example/s3cr3t",
                "https://a b/s3cr3t",
                "https://me:s3cr3t@hooks.example",
                "https://hooks.example/#s3cr3t",
                "https://hooks.example:70000/s3cr3t",
                ""
            })
    void refuses_an_address_that_is_none_and_does_not_quote_it(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookNotifier.to(Secret.of(address)).build())
                .withMessageContaining("the address must")
                .withMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/x", "http://127.0.0.1:8080", "http://[::1]/x", "HTTPS://hooks.example"})
    void takes_plain_http_to_this_machine(String address) {
        assertThat(WebhookNotifier.to(Secret.of(address)).build()).isNotNull();
    }

    @Test
    void takes_plain_http_to_another_machine_if_that_is_said_loudly() {
        assertThat(WebhookNotifier.to(URI.create("http://hooks.internal/x"))
                        .allowPlainHttpUnsafely()
                        .build())
                .isNotNull();
    }

    private boolean verifies(Request request, Secret key) {
        return StandardWebhooks.verifies(
                key.reveal(),
                request.header("webhook-id"),
                request.header("webhook-timestamp"),
                request.header("webhook-signature"),
                request.body(),
                now);
    }

    private Receiver receiver(Turn... turns) {
        Receiver receiver = new Receiver(turns);
        receivers.add(receiver);
        return receiver;
    }

    private WebhookNotifier.Builder to(Receiver receiver) {
        return steered(WebhookNotifier.to(receiver.uri()));
    }

    /** A pause takes no time, and moves the clocks on. */
    private WebhookNotifier.Builder steered(WebhookNotifier.Builder builder) {
        return builder.random(new Random(7)).time(new Time(() -> now, () -> nanos, pause -> {
            pauses.add(pause);
            nanos += pause.toNanos();
            now = now.plus(pause);
        }));
    }
}
