package dev.seaworthy.examples.benchmarks.security;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.schedule.CronTrigger;
import dev.seaworthy.security.apikey.ApiKeys;
import dev.seaworthy.security.apikey.KeyRequest;
import dev.seaworthy.security.apikey.store.ApiKeyStore;
import dev.seaworthy.security.apikey.store.StoredKey;
import dev.seaworthy.security.http.endpoint.CronEndpoint;
import dev.seaworthy.security.testing.InMemoryApiKeyStore;
import dev.seaworthy.security.testing.SampleRequest;
import dev.seaworthy.security.webhook.WebhookSignatures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Does the time of an answer tell a secret? {@code KeyTiming [calls of each class]}, 300000 by themselves: classes of
 * inputs in random turns, one call timed at a time, the slowest tenth of each class left out.
 *
 * <p>Where two inputs take one way through the code, they must not be told apart: |Welch's t| under 4.5, as ISO/IEC
 * 17825 and dudect have it. Where they take two ways, the difference must be under 100 ns, with 99 % confidence, which
 * is the least that was measured across a local network (Crosby, Wallach, Riedi, "Opportunities and limits of remote
 * timing attacks", 2009). Two planted faults must be found, one of them in the library's own comparison; exits with 1
 * if a verdict is not the one that was expected.
 */
final class KeyTiming {
    private static final String PLANTED = "planted";
    private static final int KEYS = 256;
    private static final double MOST_T = 4.5;
    private static final double MOST_NANOSECONDS = 100;
    private static final double CONFIDENCE_99 = 2.576;

    private final int calls;
    private boolean isAsExpected = true;
    private int opened;

    private KeyTiming(int calls) {
        this.calls = calls;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        String calls = arguments.length > 0 ? arguments[0] : "300000";
        KeyTiming timing = new KeyTiming(Integer.parseInt(calls));
        if (List.of(arguments).contains(PLANTED)) {
            timing.digests("planted: ConstantTime ends at the first difference", false);
        } else {
            timing.apiKeys();
            timing.digests("API key, digest that differs at its first and last character", true);
            timing.cronSecret();
            timing.webhook();
            timing.isAsExpected &= HastyComparison.run(KeyTiming.class, calls, PLANTED) == 0;
            System.out.printf(
                    "%s %d calls were let in.%n",
                    timing.isAsExpected ? "As expected." : "NOT as expected.", timing.opened);
        }
        System.exit(timing.isAsExpected ? 0 : 1);
    }

    private void apiKeys() {
        ApiKeys keys = keys(new InMemoryApiKeyStore());
        List<String> right = IntStream.range(0, KEYS)
                .mapToObj(number -> keys.issue(KeyRequest.forOwner("owner " + number)))
                .map(issued -> issued.secret().reveal())
                .toList();
        List<String> first = KeyTexts.each(right, KeyTexts::wrongFirst);
        List<String> last = KeyTexts.each(right, KeyTexts::wrongLast);
        List<String> unknown = KeyTexts.each(right, KeyTexts::unknown);
        Predicate<String> verify = shown -> keys.verify(shown).isValid();
        sameWay("API key, wrong at its first and at its last character", verify, first, last, true);
        twoWays("API key, wrong secret and unknown id", verify, last, unknown, true);
        twoWays("API key, wrong secret and right secret", verify, last, right, true);

        Set<String> ids = right.stream().map(KeyTiming::id).collect(Collectors.toSet());
        Predicate<String> hasty = shown -> ids.contains(id(shown)) && verify.test(shown);
        twoWays("planted: an unknown id that is not compared", hasty, last, unknown, false);
    }

    private static ApiKeys keys(ApiKeyStore store) {
        return ApiKeys.builder()
                .prefix("cm")
                .environment("live")
                .store(store)
                .cacheFor(Duration.ZERO)
                .build();
    }

    private static String id(String key) {
        return key.substring("cm_live_".length(), "cm_live_".length() + 12);
    }

    /** Nobody can choose the digest of what he shows; so the stored ones differ from it, at one end or the other. */
    private void digests(String name, boolean expected) {
        InMemoryApiKeyStore issued = new InMemoryApiKeyStore();
        InMemoryApiKeyStore changed = new InMemoryApiKeyStore();
        ApiKeys issuer = keys(issued);
        List<String> first = new ArrayList<>();
        List<String> last = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            first.add(changed(issuer, issued, changed, "sha256:".length()));
            last.add(changed(issuer, issued, changed, "sha256:".length() + 63));
        }
        ApiKeys keys = keys(changed);
        sameWay(name, shown -> keys.verify(shown).isValid(), first, last, expected);
    }

    private static String changed(ApiKeys issuer, ApiKeyStore issued, ApiKeyStore changed, int at) {
        String key = issuer.issue(KeyRequest.forOwner("owner")).secret().reveal();
        StoredKey stored = issued.find(id(key)).orElseThrow();
        String digest = stored.digest();
        char other = digest.charAt(at) == '0' ? '1' : '0';
        changed.insert(new StoredKey(stored.key(), digest.substring(0, at) + other + digest.substring(at + 1)));
        return key;
    }

    private void cronSecret() {
        String secret = "0123456789abcdef".repeat(4);
        CronEndpoint endpoint = CronEndpoint.of(CronTrigger.of("nothing", () -> {}), Secret.of(secret));
        Predicate<SampleRequest> opens = request -> endpoint.answer(request).status() == 200;
        sameWay("cron secret", opens, requests('x' + secret.substring(1)), requests(secret.substring(1) + 'x'), true);
    }

    private static List<SampleRequest> requests(String token) {
        return Stream.generate(() -> SampleRequest.get("/api/cron/nothing").with("Authorization", "Bearer " + token))
                .limit(KEYS)
                .toList();
    }

    /** The signature is by openssl dgst -sha256 -hmac. */
    private void webhook() {
        String right = "5b33aab84a01c96553e85854527ae6a650eb56e76079998ef77277d9c3f27ad2";
        byte[] body = "{\"id\":\"evt_1\",\"type\":\"checkout.session.completed\"}".getBytes(StandardCharsets.UTF_8);
        WebhookSignatures signatures = WebhookSignatures.stripe(Secret.of("whsec_test_0123456789abcdef"))
                .clock(() -> Instant.ofEpochSecond(1_767_225_600));
        Predicate<String> opens =
                header -> signatures.verify(name -> Optional.of(header), body).isVerified();
        sameWay(
                "webhook signature",
                opens,
                headers('x' + right.substring(1)),
                headers(right.substring(0, right.length() - 1) + 'x'),
                true);
    }

    private static List<String> headers(String signature) {
        return Stream.generate(() -> "t=1767225600,v1=" + signature).limit(KEYS).toList();
    }

    private <T> void sameWay(String name, Predicate<T> opens, List<T> first, List<T> second, boolean expected) {
        Welch welch = measure(opens, first, second);
        tell(name, welch, Math.abs(welch.t()) < MOST_T, expected);
    }

    private <T> void twoWays(String name, Predicate<T> opens, List<T> first, List<T> second, boolean expected) {
        Welch welch = measure(opens, first, second);
        double most = Math.abs(welch.difference()) + CONFIDENCE_99 * welch.error();
        tell(name, welch, most < MOST_NANOSECONDS, expected);
    }

    private void tell(String name, Welch welch, boolean isEqual, boolean expected) {
        isAsExpected &= isEqual == expected;
        System.out.printf(
                Locale.ROOT,
                "%-58s %7.1f ns and %+7.2f ns, standard error %.2f, t %+8.2f: %s%s%n",
                name,
                welch.first().mean(),
                welch.difference(),
                welch.error(),
                welch.t(),
                isEqual ? "equal" : "told apart",
                isEqual == expected ? "" : " (NOT EXPECTED)");
    }

    /** After as many calls that are not counted. */
    private <T> Welch measure(Predicate<T> opens, List<T> first, List<T> second) {
        time(opens, first, second);
        double[][] times = time(opens, first, second);
        return Welch.of(times[0], times[1]);
    }

    private <T> double[][] time(Predicate<T> opens, List<T> first, List<T> second) {
        Random random = new Random(42);
        double[][] times = new double[2][calls];
        int[] counts = new int[2];
        while (counts[0] < calls || counts[1] < calls) {
            int turn = random.nextInt(2);
            T shown = (turn == 0 ? first : second).get(random.nextInt(KEYS));
            if (counts[turn] < calls) {
                long before = System.nanoTime();
                boolean isOpen = opens.test(shown);
                times[turn][counts[turn]++] = System.nanoTime() - before;
                opened += isOpen ? 1 : 0;
            }
        }
        return times;
    }
}
