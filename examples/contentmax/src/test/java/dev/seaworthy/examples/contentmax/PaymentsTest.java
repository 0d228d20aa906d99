package dev.seaworthy.examples.contentmax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.Secret;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.testing.SampleRequest;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Stripe's webhook, by the secret of contentmax.env. */
class PaymentsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    private static final String EVENT = "{\"id\":\"evt_1\",\"type\":\"checkout.session.completed\"}";

    /** printf '1767225600.%s' EVENT | openssl dgst -sha256 -hmac example-stripe-webhook-secret */
    private static final String SIGNATURE = "9d253287b1ca5b3acfe8def56262e9ce1a5cf5429abde6750b2d4c5d70646223";

    /** The same of one brace. */
    private static final String OF_NO_ID = "c38ac31df131cd8f83c22c1ea9ae608ce5efbcb94c0a7fff75080c8dbdc50a7c";

    private static final String OF_A_BRACE = "6a517ba525cbf174c572ff4477e1cccc49c7016ece8fb4451deb4cab697a7bc8";

    private final Payments payments = new Payments();
    private final Secret secret =
            Ground.settings(Path.of("contentmax.env")).values().stripeWebhookSecret();
    private final HttpSecurity security = HttpSecurity.builder()
            .headers(SecurityHeaders.jsonApi())
            .endpoint("/api/webhooks/stripe", payments.endpoint(secret, () -> NOW))
            .build();

    private int post(String body, String signature) {
        SampleRequest request = SampleRequest.of("POST", "/api/webhooks/stripe")
                .with("Stripe-Signature", "t=1767225600,v1=" + signature)
                .body(body);
        return security.admit(request).answer().orElseThrow().status();
    }

    @Test
    void an_event_of_stripe_is_booked_once() {
        assertThat(post(EVENT, SIGNATURE)).isEqualTo(204);
        assertThat(post(EVENT, SIGNATURE)).isEqualTo(204);

        assertThat(payments.booked()).containsExactly("checkout.session.completed");
    }

    @Test
    void a_forged_one_is_not() {
        assertThat(post(EVENT.replace("evt_1", "evt_2"), SIGNATURE)).isEqualTo(403);
        assertThat(payments.booked()).isEmpty();
    }

    @Test
    void one_without_an_id_is_refused_and_not_booked() {
        assertThat(post("{\"type\":\"x\"}", OF_NO_ID)).isEqualTo(400);
        assertThat(payments.booked()).isEmpty();
    }

    @Test
    void one_that_is_no_json_is_refused() {
        assertThat(post("{", OF_A_BRACE)).isEqualTo(400);
    }
}
