package dev.seaworthy.security.webhook;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.security.secret.ConstantTime;
import dev.seaworthy.security.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Judges who sent a webhook by its signature, an HMAC-SHA-256. Immutable, and safe for use by many threads.
 *
 * <p><b>Guarantees</b>: what is verified was signed by who has a secret, over this very body, no longer ago and no
 * further ahead than the tolerance. How long the comparison takes tells nothing of a signature that is right. No
 * verdict holds a secret or a signature.
 *
 * <p><b>Not covered</b>: the same delivery twice within the tolerance, or what a sender repeats; keep the ids of those
 * you have done, Stripe's the {@code id} of the event.
 */
public final class WebhookSignatures {
    /** How far a signature's time may be from ours, either way: five minutes. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofDays(1);

    private final Scheme scheme;
    private final List<SecretBytes> keys;
    private final Duration tolerance;
    private final InstantSource clock;

    private WebhookSignatures(Scheme scheme, List<SecretBytes> keys, Duration tolerance, InstantSource clock) {
        this.scheme = scheme;
        this.keys = List.copyOf(keys);
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /**
     * Stripe's, {@code Stripe-Signature: t=…,v1=…} (Stripe documentation, "Verify webhook signatures manually"). Any of
     * the secrets will do, so that one can be rolled; each is the text {@code whsec_…} as Stripe shows it.
     *
     * @throws IllegalArgumentException if one is shorter than 16 characters, or holds other than printable ASCII
     *     without blanks
     */
    public static WebhookSignatures stripe(Secret secret, Secret... others) {
        return of(new StripeScheme(), SigningKeys.stripe(all(secret, others)));
    }

    /**
     * Standard Webhooks 1.0.0, as {@code WebhookNotifier} of core signs: {@code webhook-id}, {@code webhook-timestamp}
     * and {@code webhook-signature}. Any of the secrets will do. An id that holds a dot is refused.
     *
     * @throws IllegalArgumentException if one is not {@code whsec_} and the Base64 of 24 to 64 bytes
     */
    public static WebhookSignatures standard(Secret secret, Secret... others) {
        return of(new StandardScheme(), SigningKeys.standard(all(secret, others)));
    }

    private static WebhookSignatures of(Scheme scheme, List<SecretBytes> keys) {
        return new WebhookSignatures(scheme, keys, TOLERANCE, InstantSource.system());
    }

    private static List<Secret> all(Secret secret, Secret... others) {
        return Stream.concat(Stream.of(secret), Stream.of(others)).toList();
    }

    /** The same with another tolerance; 5 minutes if not said. */
    public WebhookSignatures within(Duration tolerance) {
        if (tolerance.isNegative() || tolerance.isZero() || tolerance.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the tolerance is " + tolerance + "; give more than zero, and a day or less");
        }
        return new WebhookSignatures(scheme, keys, tolerance, clock);
    }

    /** The same by another clock. */
    public WebhookSignatures clock(InstantSource clock) {
        return new WebhookSignatures(scheme, keys, tolerance, clock);
    }

    /** Why the headers alone, whatever the body is, can't be believed; empty if the body must be read to tell. */
    public Optional<WebhookFlaw> flaw(Function<String, Optional<String>> header) {
        try {
            scheme.read(header::apply);
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.flaw());
        }
    }

    /**
     * Judges a delivery.
     *
     * @param header gives the value of a header by its name in any case; several lines of one as one, with commas
     * @param body as it came, byte for byte, before anything has read it as JSON
     */
    public WebhookVerdict verify(Function<String, Optional<String>> header, byte[] body) {
        try {
            return judge(scheme.read(header::apply), body);
        } catch (RefusedException e) {
            return new WebhookVerdict.Refused(e.flaw());
        }
    }

    /** The signature first, so that only who has a secret learns what we think of the time. */
    private WebhookVerdict judge(Claim claim, byte[] body) throws RefusedException {
        List<String> expected = keys.stream()
                .map(key -> scheme.text(Sha256.hmac(key, claim.head(), body)))
                .toList();
        if (!isAnySigned(expected, claim.signatures())) {
            throw new RefusedException(WebhookFlaw.FORGED);
        }
        Instant now = clock.instant();
        if (claim.signed().isBefore(now.minus(tolerance))) {
            throw new RefusedException(WebhookFlaw.STALE);
        }
        if (claim.signed().isAfter(now.plus(tolerance))) {
            throw new RefusedException(WebhookFlaw.EARLY);
        }
        String id = claim.id().orElseGet(() -> HexFormat.of().formatHex(Sha256.of(claim.head(), body)));
        return new WebhookVerdict.Verified(id, claim.signed());
    }

    private static boolean isAnySigned(List<String> expected, List<String> signatures) {
        List<byte[]> right = expected.stream().map(WebhookSignatures::bytes).toList();
        boolean found = false;
        for (String signature : signatures) {
            found |= ConstantTime.isAnyOf(right, bytes(signature));
        }
        return found;
    }

    private static byte[] bytes(String signature) {
        return signature.getBytes(StandardCharsets.UTF_8);
    }
}
