package dev.seaworthy.cdn.cloudflare;

import static dev.seaworthy.cdn.cloudflare.LoopbackCloudflare.failure;
import static dev.seaworthy.cdn.cloudflare.LoopbackCloudflare.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seaworthy.cdn.CdnError;
import dev.seaworthy.cdn.CdnException;
import dev.seaworthy.cdn.Purge;
import dev.seaworthy.cdn.review.Tier;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudflareCdnTest {
    private static final String JSON = "application/json";
    private static final Purge HOME = Purge.urls("https://contentmax.ai/");

    private final List<Duration> pauses = new ArrayList<>();
    private LoopbackCloudflare cloudflare;

    @BeforeEach
    void start() throws IOException {
        cloudflare = LoopbackCloudflare.start();
    }

    @AfterEach
    void stop() {
        cloudflare.close();
    }

    @Test
    void sends_250_urls_in_three_calls() {
        List<URI> urls = urls(250);

        cdn().purge(Purge.urls(urls));

        assertThat(cloudflare.accepted())
                .extracting(purge -> purge.path("files").size())
                .containsExactly(100, 100, 50);
    }

    @Test
    void names_what_is_left_when_a_later_call_fails() {
        List<URI> urls = urls(250);
        CloudflareCdn cdn = cdn();
        cloudflare.next(status(200, JSON, "{\"success\":true,\"errors\":[],\"result\":{\"id\":\"1\"}}"));
        cloudflare.next(status(403, JSON, failure(9109, "Invalid access token")));

        CdnException thrown = catchThrowableOfType(CdnException.class, () -> cdn.purge(Purge.urls(urls)));

        assertThat(thrown.notPurged())
                .hasValueSatisfying(left -> assertThat(left.equals(Purge.urls(urls.subList(100, 250))))
                        .isTrue());
        assertThat(thrown).hasMessageContaining("and 145 more").hasMessageContaining("9109");
    }

    @Test
    void waits_as_long_as_it_is_asked_to_and_tries_again() {
        cloudflare.next(status(429, JSON, failure(10429, "Rate limited"), "Retry-After", "7"));

        cdn().purge(HOME);

        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
        assertThat(cloudflare.accepted()).hasSize(1);
    }

    @Test
    void gives_up_when_it_is_asked_to_wait_longer_than_its_patience() {
        cloudflare.next(status(429, JSON, failure(10429, "Rate limited"), "Retry-After", "300"));

        CdnException thrown = thrownByPurge();

        assertThat(thrown.status()).hasValue(429);
        assertThat(thrown).hasMessageContaining("again after PT5M");
        assertThat(pauses).isEmpty();
    }

    @Test
    void tries_again_after_errors_that_pass_with_pauses_that_may_grow() {
        cloudflare.next(status(500, JSON, failure(1001, "Internal error")));
        cloudflare.next(status(502, "text/html", "<html>Bad gateway</html>"));
        cloudflare.next(status(200, JSON, "{\"success\":tr"));

        cdn().purge(HOME);

        assertThat(cloudflare.accepted()).hasSize(1);
        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void tries_again_after_a_connection_that_broke() {
        cloudflare.next(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.close();
        });

        cdn().purge(HOME);

        assertThat(cloudflare.requests()).isEqualTo(2);
    }

    @Test
    void gives_up_after_its_tries_and_says_what_the_html_said() {
        for (int i = 0; i < CloudflareCdn.Builder.TRIES; i++) {
            cloudflare.next(status(502, "text/html", "<html>\n<h1>Bad   gateway</h1>" + "x".repeat(5000)));
        }

        CdnException thrown = thrownByPurge();

        assertThat(thrown.status()).hasValue(502);
        assertThat(thrown.rayId()).contains(LoopbackCloudflare.RAY);
        assertThat(thrown).hasMessageContaining("<h1>Bad gateway</h1>").hasMessageContaining(LoopbackCloudflare.RAY);
        assertThat(thrown.getMessage()).hasSizeLessThan(600);
        assertThat(cloudflare.requests()).isEqualTo(CloudflareCdn.Builder.TRIES);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void does_not_repeat_what_cannot_succeed(int status) {
        cloudflare.next(status(status, JSON, failure(9109, "Invalid access token")));

        CdnException thrown = thrownByPurge();

        assertThat(thrown.status()).hasValue(status);
        assertThat(thrown.errors()).extracting(CdnError::code).containsExactly(9109);
        assertThat(cloudflare.requests()).isEqualTo(1);
    }

    @Test
    void believes_the_envelope_more_than_the_status() {
        cloudflare.next(status(200, JSON, failure(1134, "Not allowed on this plan")));

        assertThat(thrownByPurge()).hasMessageContaining("1134").hasMessageContaining("Not allowed on this plan");
    }

    @Test
    void follows_no_redirect() {
        cloudflare.next(status(302, "text/html", "", "Location", "http://127.0.0.1:1/elsewhere"));

        assertThat(thrownByPurge()).hasMessageContaining("Redirects are not followed");
        assertThat(cloudflare.requests()).isEqualTo(1);
    }

    @Test
    void says_that_there_was_no_answer() {
        cloudflare.close();

        CdnException thrown = thrownByPurge();

        assertThat(thrown.status()).isEmpty();
        assertThat(thrown).hasMessageContaining("no answer").hasMessageContaining("https://contentmax.ai/");
        assertThat(pauses).hasSize(CloudflareCdn.Builder.TRIES - 1);
    }

    @Test
    void tries_again_after_a_reset() throws Exception {
        try (ResettingServer server = ResettingServer.start()) {
            CloudflareCdn cdn = builder().baseUrl(server.baseUrl()).build();

            CdnException thrown = catchThrowableOfType(CdnException.class, () -> cdn.purge(HOME));

            assertThat(thrown.status()).isEmpty();
            assertThat(server.connections()).isEqualTo(CloudflareCdn.Builder.TRIES);
        }
    }

    @Test
    @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void does_not_wait_for_an_answer_longer_than_its_timeout() {
        CountDownLatch end = new CountDownLatch(1);
        cloudflare.next(exchange -> await(end));
        CloudflareCdn cdn =
                builder().callTimeout(Duration.ofMillis(200)).tries(1).build();

        CdnException thrown = catchThrowableOfType(CdnException.class, () -> cdn.purge(HOME));

        assertThat(thrown).hasMessageContaining("no answer");
        end.countDown();
    }

    @Test
    void ends_its_pause_when_it_is_interrupted_and_stays_interrupted() {
        cloudflare.next(status(500, JSON, failure(1001, "Internal error")));
        CloudflareCdn cdn = builder()
                .pause(duration -> {
                    throw new InterruptedException();
                })
                .build();

        CdnException thrown = catchThrowableOfType(CdnException.class, () -> cdn.purge(HOME));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown.notPurged()).contains(HOME);
        assertThat(cloudflare.requests()).isEqualTo(1);
    }

    @Test
    void waits_no_longer_in_all_than_its_patience() {
        for (int i = 0; i < 3; i++) {
            cloudflare.next(status(429, JSON, failure(10429, "Rate limited"), "Retry-After", "20"));
        }

        assertThat(thrownByPurge().status()).hasValue(429);
        assertThat(pauses).containsExactly(Duration.ofSeconds(20));
    }

    @Test
    void never_shows_its_token() {
        cloudflare.next(status(403, JSON, failure(10000, "Bad token " + LoopbackCloudflare.TOKEN)));
        StringWriter trace = new StringWriter();

        thrownByPurge().printStackTrace(new PrintWriter(trace));

        assertThat(trace.toString()).doesNotContain(LoopbackCloudflare.TOKEN).contains("***");
        assertThat(cdn()).hasToString("CloudflareCdn[zone=" + LoopbackCloudflare.ZONE + "]");
    }

    @Test
    void needs_a_zone_and_a_token_and_says_so_at_once() {
        assertThatThrownBy(() -> CloudflareCdn.builder().build()).hasMessageContainingAll("its zone", "its token");
        assertThatThrownBy(() -> CloudflareCdn.builder().zone("contentmax")).hasMessageContaining("32 hexadecimal");
        assertThatThrownBy(() -> CloudflareCdn.builder().token(Secret.of("two words")))
                .hasMessageNotContaining("two words");
        assertThatThrownBy(() -> CloudflareCdn.builder().baseUrl(URI.create("http://api.cloudflare.com")))
                .hasMessageContaining("https");
    }

    @Test
    void has_the_defaults_that_it_documents() {
        assertThat(CloudflareCdn.Builder.BASE_URL).isEqualTo("https://api.cloudflare.com/client/v4");
        assertThat(CloudflareCdn.Builder.TIER).isEqualTo(Tier.FREE);
        assertThat(CloudflareCdn.Builder.FAILURES_BEFORE_PAUSE).isEqualTo(10);
        assertThat(CloudflareCdn.Builder.PAUSE_AFTER_FAILURES).isEqualTo(Duration.ofSeconds(30));
        assertThat(CloudflareCdn.Builder.TRIES).isEqualTo(4);
        assertThat(CloudflareCdn.Builder.CALL_TIMEOUT).isEqualTo(Duration.ofSeconds(10));
        assertThat(CloudflareCdn.Builder.PATIENCE).isEqualTo(Duration.ofSeconds(30));
    }

    private CdnException thrownByPurge() {
        return catchThrowableOfType(CdnException.class, () -> cdn().purge(HOME));
    }

    private static List<URI> urls(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> URI.create("https://contentmax.ai/page-" + i))
                .toList();
    }

    /** Pauses are noted, not waited for, and always as long as they may be. */
    private CloudflareCdn cdn() {
        return builder().build();
    }

    private CloudflareCdn.Builder builder() {
        return CloudflareCdn.builder()
                .zone(LoopbackCloudflare.ZONE)
                .token(Secret.of(LoopbackCloudflare.TOKEN))
                .baseUrl(cloudflare.baseUrl())
                .random(new Longest())
                .pause(pauses::add);
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Chooses the longest pause of each range. */
    private static final class Longest implements java.util.random.RandomGenerator {
        @Override
        public long nextLong() {
            return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }
}
