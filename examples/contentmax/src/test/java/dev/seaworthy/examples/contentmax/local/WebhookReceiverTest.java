package dev.seaworthy.examples.contentmax.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.notify.Notice;
import dev.seaworthy.core.notify.Severity;
import dev.seaworthy.core.notify.WebhookNotifier;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {
    private static final byte[] KEY = "example-of-a-key-of-thirty-two-b".getBytes(StandardCharsets.US_ASCII);
    private static final Secret SECRET =
            Secret.of("whsec_" + Base64.getEncoder().encodeToString(KEY));
    private static final String BODY = "{\"data\":{\"title\":\"by hand\"}}";

    private final HttpClient client = HttpClient.newHttpClient();
    private WebhookReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = WebhookReceiver.start(SECRET);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void a_notice_that_is_signed_by_the_same_secret_is_received() {
        assertThat(WebhookNotifier.to(receiver.address())
                        .signedWith(SECRET)
                        .build()
                        .send(Notice.of(Severity.INFO, "released"))
                        .isDelivered())
                .isTrue();
        assertThat(receiver.received()).containsExactly("released");
    }

    @Test
    void a_notice_that_is_signed_by_another_secret_or_not_at_all_is_not() {
        Secret other = Secret.of("whsec_" + Base64.getEncoder().encodeToString(new byte[32]));
        Notice notice = Notice.of(Severity.INFO, "forged");

        assertThat(WebhookNotifier.to(receiver.address())
                        .signedWith(other)
                        .build()
                        .send(notice)
                        .isDelivered())
                .isFalse();
        assertThat(WebhookNotifier.to(receiver.address()).build().send(notice).isDelivered())
                .isFalse();
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void the_same_id_is_received_once() throws Exception {
        assertThat(post("msg_1", Instant.now(), BODY)).isEqualTo(204);
        assertThat(post("msg_1", Instant.now(), BODY)).isEqualTo(204);
        assertThat(post("msg_2", Instant.now(), BODY)).isEqualTo(204);

        assertThat(receiver.received()).containsExactly("by hand", "by hand");
    }

    @Test
    void an_old_one_is_refused_and_so_is_a_changed_one() throws Exception {
        assertThat(post("msg_1", Instant.now().minus(Duration.ofMinutes(6)), BODY))
                .isEqualTo(401);
        assertThat(send("msg_1", Instant.now(), signature("msg_1", Instant.now(), BODY), BODY + " "))
                .isEqualTo(401);
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void one_that_is_no_json_is_refused_however_often_it_comes() throws Exception {
        assertThat(post("msg_1", Instant.now(), "{")).isEqualTo(400);
        assertThat(post("msg_1", Instant.now(), "{")).isEqualTo(400);
        assertThat(post("msg_1", Instant.now(), BODY)).isEqualTo(204);

        assertThat(receiver.received()).containsExactly("by hand");
    }

    private int post(String id, Instant at, String body) throws Exception {
        return send(id, at, signature(id, at, body), body);
    }

    private int send(String id, Instant at, String signature, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(receiver.address())
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .header("webhook-signature", "v1,AAAA " + signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String signature(String id, Instant at, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        byte[] content = (id + "." + at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content));
    }
}
