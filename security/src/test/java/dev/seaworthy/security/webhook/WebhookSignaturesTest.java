package dev.seaworthy.security.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignaturesTest {
    /** Stripe: computed by openssl dgst -sha256 -hmac, over {@code 1767225600.} and the body. */
    private static final String STRIPE_SECRET = "whsec_test_0123456789abcdef";

    private static final String STRIPE_BODY = "{\"id\":\"evt_1\",\"type\":\"checkout.session.completed\"}";
    private static final String STRIPE_SIGNATURE = "5b33aab84a01c96553e85854527ae6a650eb56e76079998ef77277d9c3f27ad2";
    private static final String NEXT_SECRET = "whsec_next_0123456789abcdef";
    private static final String NEXT_SIGNATURE = "e29e141d012194528451c569ca6becd3f812bbff7d9f5990e8c5812415f22c3d";
    /** Python's hashlib.sha256 of the time, a dot and the body. */
    private static final String STRIPE_ID = "0d626ba0485a180878cffa16d3adf0d06a726ccbfe24cf819c54fb7e451a5d48";

    private static final Instant STRIPE_TIME = Instant.ofEpochSecond(1_767_225_600);

    /** Standard Webhooks: the vector that its libraries share. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String BODY = "{\"test\": 2432232314}";
    private static final String PUBLISHED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Instant TIME = Instant.ofEpochSecond(1_614_265_330);

    private final WebhookSignatures stripe =
            WebhookSignatures.stripe(Secret.of(STRIPE_SECRET)).clock(() -> STRIPE_TIME);
    private final WebhookSignatures standard =
            WebhookSignatures.standard(Secret.of(SECRET)).clock(() -> TIME);
    private final Map<String, String> headers = new HashMap<>(Map.of(
            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp", "1614265330",
            "webhook-signature", PUBLISHED));

    private static WebhookVerdict verify(WebhookSignatures signatures, Map<String, String> headers, String body) {
        return signatures.verify(name -> Optional.ofNullable(headers.get(name)), body.getBytes(StandardCharsets.UTF_8));
    }

    private static WebhookVerdict verify(WebhookSignatures signatures, String header) {
        return verify(signatures, Map.of("Stripe-Signature", header), STRIPE_BODY);
    }

    private static WebhookVerdict refused(WebhookFlaw flaw) {
        return new WebhookVerdict.Refused(flaw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t=1767225600,v1=" + STRIPE_SIGNATURE,
                "t=1767225600, v1=" + STRIPE_SIGNATURE,
                "v1=" + STRIPE_SIGNATURE + ",t=1767225600",
                "t=1767225600,v1=00,v1=" + STRIPE_SIGNATURE + ",v1=ff",
                "t=1767225600,v1=" + STRIPE_SIGNATURE
                        + ",v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39",
                "t=1767225600,v1=" + STRIPE_SIGNATURE + ",v2=,x"
            })
    void stripe_s_signature_is_verified_beside_others_and_other_schemes(String header) {
        assertThat(verify(stripe, header)).isInstanceOfSatisfying(WebhookVerdict.Verified.class, verified -> {
            assertThat(verified.signed()).isEqualTo(STRIPE_TIME);
            assertThat(verified.id()).hasSize(64).isNotEqualTo(STRIPE_SIGNATURE);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t=1767225600,v1=5b33aab84a01c96553e85854527ae6a650eb56e76079998ef77277d9c3f27ad3 | FORGED",
                "t=1767225600,v1=5b33aab84a01c96553e85854527ae6a650eb56e76079998ef77277d9c3f27ad | FORGED",
                "t=1767225600,v1= | FORGED",
                "t=1767225601,v1=" + STRIPE_SIGNATURE + " | FORGED",
                "t=01767225600,v1=" + STRIPE_SIGNATURE + " | FORGED",
                "t=1767225600,v0=" + STRIPE_SIGNATURE + " | MALFORMED",
                "v1=" + STRIPE_SIGNATURE + " | MALFORMED",
                "t=1767225600,t=1767225600,v1=" + STRIPE_SIGNATURE + " | MALFORMED",
                "t=-1,v1=" + STRIPE_SIGNATURE + " | MALFORMED",
                "t=1e9,v1=" + STRIPE_SIGNATURE + " | MALFORMED",
                "t=99999999999999999999,v1=" + STRIPE_SIGNATURE + " | MALFORMED",
                "t=١٧٦٧٢٢٥٦٠٠,v1=" + STRIPE_SIGNATURE + " | MALFORMED",
                "'' | MALFORMED",
                "v1 | MALFORMED",
            })
    void stripe_s_signature_is_refused_if_it_is_wrong_or_cannot_be_read(String header, WebhookFlaw flaw) {
        assertThat(verify(stripe, header)).isEqualTo(refused(flaw));
    }

    @Test
    void the_id_of_stripe_s_is_a_digest_that_no_secret_changes() {
        String header = "t=1767225600,v1=" + STRIPE_SIGNATURE;
        WebhookSignatures both = WebhookSignatures.stripe(Secret.of(NEXT_SECRET), Secret.of(STRIPE_SECRET))
                .clock(() -> STRIPE_TIME);
        WebhookVerdict verified = new WebhookVerdict.Verified(STRIPE_ID, STRIPE_TIME);

        assertThat(verify(stripe, header)).isEqualTo(verified);
        assertThat(verify(both, header)).isEqualTo(verified);
    }

    @Test
    void the_headers_alone_tell_what_no_body_mends() {
        assertThat(flaw("")).contains(WebhookFlaw.MALFORMED);
        assertThat(flaw("t=1,v1=00")).isEmpty();
        assertThat(stripe.flaw(name -> Optional.empty())).contains(WebhookFlaw.UNSIGNED);
    }

    private Optional<WebhookFlaw> flaw(String header) {
        return stripe.flaw(name -> Optional.of(header));
    }

    @Test
    void a_changed_body_is_refused() {
        String header = "t=1767225600,v1=" + STRIPE_SIGNATURE;

        assertThat(verify(stripe, Map.of("Stripe-Signature", header), STRIPE_BODY + " "))
                .isEqualTo(refused(WebhookFlaw.FORGED));
        assertThat(verify(stripe, Map.of("Stripe-Signature", header), "")).isEqualTo(refused(WebhookFlaw.FORGED));
        assertThat(verify(stripe, Map.of(), STRIPE_BODY)).isEqualTo(refused(WebhookFlaw.UNSIGNED));
    }

    @Test
    void a_header_that_is_too_long_is_refused_unread() {
        String header = "t=1767225600,v1=" + STRIPE_SIGNATURE;

        assertThat(verify(stripe, header + ",".repeat(4_096 - header.length())).isVerified())
                .isTrue();
        assertThat(verify(stripe, header + ",".repeat(4_097 - header.length())))
                .isEqualTo(refused(WebhookFlaw.MALFORMED));
    }

    @Test
    void while_a_secret_is_rolled_both_are_taken() {
        WebhookSignatures both = WebhookSignatures.stripe(Secret.of(NEXT_SECRET), Secret.of(STRIPE_SECRET))
                .clock(() -> STRIPE_TIME);

        assertThat(verify(both, "t=1767225600,v1=" + STRIPE_SIGNATURE).isVerified())
                .isTrue();
        assertThat(verify(both, "t=1767225600,v1=" + NEXT_SIGNATURE).isVerified())
                .isTrue();
        assertThat(verify(stripe, "t=1767225600,v1=" + NEXT_SIGNATURE)).isEqualTo(refused(WebhookFlaw.FORGED));
        assertThat(verify(both, "t=1767225600,v1=" + STRIPE_SIGNATURE))
                .isEqualTo(verify(both, "t=1767225600,v1=" + NEXT_SIGNATURE));
    }

    @ParameterizedTest
    @CsvSource({"300, ", "301, STALE", "-300, ", "-301, EARLY"})
    void a_time_is_tolerated_for_five_minutes_either_way(long late, WebhookFlaw flaw) {
        WebhookSignatures then = stripe.clock(() -> STRIPE_TIME.plusSeconds(late));
        WebhookVerdict verdict = verify(then, "t=1767225600,v1=" + STRIPE_SIGNATURE);

        assertThat(verdict.isVerified()).isEqualTo(flaw == null);
        if (flaw != null) {
            assertThat(verdict).isEqualTo(refused(flaw));
        }
        assertThat(verify(then, "t=1767225600,v1=00")).isEqualTo(refused(WebhookFlaw.FORGED));
    }

    @Test
    void another_tolerance_holds_if_it_is_stated() {
        WebhookSignatures strict = stripe.within(Duration.ofSeconds(10)).clock(() -> STRIPE_TIME.plusSeconds(11));

        assertThat(verify(strict, "t=1767225600,v1=" + STRIPE_SIGNATURE)).isEqualTo(refused(WebhookFlaw.STALE));
        assertThatIllegalArgumentException().isThrownBy(() -> stripe.within(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> stripe.within(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stripe.within(Duration.ofDays(1).plusNanos(1)))
                .withMessage("the tolerance is PT24H0.000000001S; give more than zero, and a day or less");
        assertThat(verify(stripe.within(Duration.ofDays(1)), "t=1767225600,v1=" + STRIPE_SIGNATURE)
                        .isVerified())
                .isTrue();
    }

    @Test
    void the_vector_of_standard_webhooks_is_verified() {
        assertThat(verify(standard, headers, BODY))
                .isEqualTo(new WebhookVerdict.Verified("msg_p5jXN8AQM9LWM0D4loKWxJek", TIME));
        headers.put("webhook-signature", "v1a,xx v1,AAAA " + PUBLISHED + " v1,");
        assertThat(verify(standard, headers, BODY).isVerified()).isTrue();
        headers.put("webhook-signature", PUBLISHED + ", v1,AAAA");
        assertThat(verify(standard, headers, BODY).isVerified()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webhook-signature | v1,h0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | FORGED",
                "webhook-signature | v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | MALFORMED",
                "webhook-signature | g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | MALFORMED",
                "webhook-signature | '' | MALFORMED",
                "webhook-timestamp | 1614265331 | FORGED",
                "webhook-timestamp | 1614265330.0 | MALFORMED",
                "webhook-timestamp | now | MALFORMED",
                "webhook-id | msg_other | FORGED",
                "webhook-id | msg.other | MALFORMED",
                "webhook-id | '' | MALFORMED",
                "webhook-id | msg other | MALFORMED",
            })
    void a_standard_webhook_is_refused_if_it_is_wrong_or_cannot_be_read(String name, String value, WebhookFlaw flaw) {
        headers.put(name, value);

        assertThat(verify(standard, headers, BODY)).isEqualTo(refused(flaw));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void a_standard_webhook_that_lacks_a_header_is_unsigned(String name) {
        headers.remove(name);

        assertThat(verify(standard, headers, BODY)).isEqualTo(refused(WebhookFlaw.UNSIGNED));
    }

    @Test
    void a_standard_webhook_is_taken_from_any_secret() {
        Secret other = Secret.of("whsec_" + Base64.getEncoder().encodeToString(new byte[64]));

        assertThat(verify(WebhookSignatures.standard(other, Secret.of(SECRET)).clock(() -> TIME), headers, BODY)
                        .isVerified())
                .isTrue();
        assertThat(verify(WebhookSignatures.standard(other).clock(() -> TIME), headers, BODY))
                .isEqualTo(refused(WebhookFlaw.FORGED));
    }

    @Test
    void no_hostile_header_is_verified_or_throws() {
        Random random = new Random(42);
        String right = "t=1767225600,v1=" + STRIPE_SIGNATURE;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder header = new StringBuilder(right);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(header.length());
                header.setCharAt(at, (char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000)));
            }
            boolean isSame = header.toString().equals(right);
            assertThat(verify(stripe, header.toString()).isVerified())
                    .as(header.toString())
                    .isEqualTo(isSame);
        }
    }

    @Test
    void tells_all_secrets_that_are_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSignatures.stripe(
                        Secret.of("whsec_short"), Secret.of(STRIPE_SECRET), Secret.of(STRIPE_SECRET + "\n")))
                .withMessage("""
                        WebhookSignatures.stripe has 2 problems:
                        - secret 1 of 3 is shorter than 16 characters; copy the signing secret of the endpoint, whsec_ included
                        - secret 3 of 3 holds a blank or other than printable ASCII, which no header carries unharmed; copy the signing secret of the endpoint, whsec_ included""");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSignatures.standard(
                        Secret.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        Secret.of("whsec_" + Base64.getEncoder().encodeToString(new byte[23])),
                        Secret.of("whsec_" + Base64.getEncoder().encodeToString(new byte[65])),
                        Secret.of("whsec_%%%")))
                .withMessage("""
                        WebhookSignatures.standard has 4 problems:
                        - secret 1 of 4 is not whsec_ and the base64 of 24 to 64 bytes; copy it as the sender gives it
                        - secret 2 of 4 is not whsec_ and the base64 of 24 to 64 bytes; copy it as the sender gives it
                        - secret 3 of 4 is not whsec_ and the base64 of 24 to 64 bytes; copy it as the sender gives it
                        - secret 4 of 4 is not whsec_ and the base64 of 24 to 64 bytes; copy it as the sender gives it""");
    }

    @Test
    void a_flaw_is_told_in_words() {
        assertThat(WebhookFlaw.values())
                .extracting(WebhookFlaw::message)
                .doesNotHaveDuplicates()
                .allSatisfy(message -> assertThat(message).matches("[a-z ']+"));
    }
}
