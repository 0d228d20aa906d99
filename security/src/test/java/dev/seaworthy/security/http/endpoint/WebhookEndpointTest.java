package dev.seaworthy.security.http.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.core.Secret;
import dev.seaworthy.core.notify.Notice;
import dev.seaworthy.core.notify.Severity;
import dev.seaworthy.core.notify.WebhookNotifier;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.jdk.HttpServerFilter;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.testing.SampleRequest;
import dev.seaworthy.security.webhook.WebhookSignatures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookEndpointTest {
    /** The signature is by openssl dgst -sha256 -hmac. */
    private static final Secret SECRET = Secret.of("whsec_test_0123456789abcdef");

    private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"checkout.session.completed\"}";
    private static final String SIGNATURE =
            "t=1767225600,v1=5b33aab84a01c96553e85854527ae6a650eb56e76079998ef77277d9c3f27ad2";
    private static final Instant TIME = Instant.ofEpochSecond(1_767_225_600);

    private final List<Delivery> received = new ArrayList<>();
    private final WebhookEndpoint endpoint =
            WebhookEndpoint.of(WebhookSignatures.stripe(SECRET).clock(() -> TIME), this::receive);

    private Answer receive(Delivery delivery) {
        received.add(delivery);
        return Answer.empty(204);
    }

    private static SampleRequest post(String body) {
        return SampleRequest.of("POST", "/api/webhooks/stripe").body(body);
    }

    private Answer answer(SampleRequest request) throws IOException {
        return endpoint.answer(request);
    }

    @Test
    void a_signed_one_is_received_as_it_came() throws IOException {
        assertThat(answer(post(BODY).with("stripe-signature", SIGNATURE))).isEqualTo(Answer.empty(204));

        assertThat(received).singleElement().satisfies(delivery -> {
            assertThat(delivery.body()).isEqualTo(BODY);
            assertThat(delivery.signed()).isEqualTo(TIME);
            assertThat(delivery.id()).hasSize(64);
            assertThat(delivery).hasToString("Delivery[" + delivery.id() + ", signed 2026-01-01T00:00:00Z]");
        });
    }

    @Test
    void the_same_delivery_has_the_same_id() throws IOException {
        answer(post(BODY).with("Stripe-Signature", SIGNATURE));
        answer(post(BODY).with("Stripe-Signature", SIGNATURE + ",v1=00"));

        assertThat(received)
                .hasSize(2)
                .extracting(Delivery::id)
                .containsOnly(received.get(0).id());
    }

    @Test
    void what_is_not_signed_right_is_seen_by_nobody() throws IOException {
        assertThat(answer(post(BODY)))
                .isEqualTo(Answer.json(400, "{\"error\":\"the webhook is refused: it bears no signature\"}"));
        assertThat(answer(post(BODY).with("Stripe-Signature", "hunter2")))
                .isEqualTo(Answer.json(400, "{\"error\":\"the webhook is refused: its signature can't be read\"}"));
        assertThat(answer(post(BODY + " ").with("Stripe-Signature", SIGNATURE)))
                .isEqualTo(Answer.json(403, "{\"error\":\"the webhook is refused: no signature is right\"}"));
        assertThat(answer(post(BODY).with("Stripe-Signature", SIGNATURE).with("Stripe-Signature", SIGNATURE))
                        .status())
                .isEqualTo(400);
        assertThat(received).isEmpty();
    }

    @Test
    void what_is_not_signed_is_refused_before_its_body_is_read() throws IOException {
        assertThat(answer(post("x".repeat(WebhookEndpoint.MAX_BYTES + 1))).status())
                .isEqualTo(400);
    }

    @Test
    @SuppressWarnings("NullAway") // a receiver in Kotlin or without the checker may do so
    void a_receiver_that_gives_no_answer_is_a_failure() {
        WebhookEndpoint silent =
                WebhookEndpoint.of(WebhookSignatures.stripe(SECRET).clock(() -> TIME), delivery -> null);

        assertThatNullPointerException()
                .isThrownBy(() -> silent.answer(post(BODY).with("Stripe-Signature", SIGNATURE)))
                .withMessage("the receiver of a webhook gave no answer");
    }

    @Test
    void an_old_one_is_refused() throws IOException {
        WebhookEndpoint later =
                WebhookEndpoint.of(WebhookSignatures.stripe(SECRET).clock(() -> TIME.plusSeconds(301)), this::receive);

        assertThat(later.answer(post(BODY).with("Stripe-Signature", SIGNATURE)))
                .isEqualTo(Answer.json(403, "{\"error\":\"the webhook is refused: it was signed too long ago\"}"));
        assertThat(received).isEmpty();
    }

    @Test
    void other_methods_are_not_allowed() throws IOException {
        assertThat(answer(SampleRequest.get("/api/webhooks/stripe").with("Stripe-Signature", SIGNATURE)))
                .isEqualTo(Answer.json(405, "{\"error\":\"use POST\"}").with("Allow", "POST"));
    }

    @Test
    void a_body_is_bounded() throws IOException {
        WebhookEndpoint bounded = endpoint.maxBytes(BODY.length());

        assertThat(bounded.answer(post(BODY).with("Stripe-Signature", SIGNATURE))
                        .status())
                .isEqualTo(204);
        assertThat(bounded.answer(post(BODY + "x").with("Stripe-Signature", SIGNATURE)))
                .isEqualTo(Answer.json(413, "{\"error\":\"the body is too large\"}"));
        assertThat(answer(post("x".repeat(WebhookEndpoint.MAX_BYTES)).with("Stripe-Signature", SIGNATURE))
                        .status())
                .isEqualTo(403);
        assertThat(answer(post("x".repeat(WebhookEndpoint.MAX_BYTES + 1)).with("Stripe-Signature", SIGNATURE))
                        .status())
                .isEqualTo(413);
        assertThatIllegalArgumentException().isThrownBy(() -> endpoint.maxBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> endpoint.maxBytes(Integer.MAX_VALUE));
    }

    @Test
    void what_core_sends_is_received_by_a_server() throws Exception {
        Secret secret = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        HttpSecurity security = HttpSecurity.builder()
                .headers(SecurityHeaders.jsonApi())
                .endpoint("/hook", WebhookEndpoint.of(WebhookSignatures.standard(secret), this::receive))
                .build();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try {
            server.createContext("/", exchange -> exchange.sendResponseHeaders(404, -1))
                    .getFilters()
                    .add(new HttpServerFilter(security));
            server.start();
            URI hook = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");

            assertThat(WebhookNotifier.to(hook)
                            .signedWith(secret)
                            .build()
                            .send(Notice.of(Severity.INFO, "released é"))
                            .isDelivered())
                    .isTrue();
            assertThat(WebhookNotifier.to(hook)
                            .build()
                            .send(Notice.of(Severity.INFO, "forged"))
                            .isDelivered())
                    .isFalse();
        } finally {
            server.stop(0);
        }
        assertThat(received)
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.body()).contains("released é"));
    }
}
