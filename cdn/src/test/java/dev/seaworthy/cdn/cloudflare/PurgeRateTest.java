package dev.seaworthy.cdn.cloudflare;

import static dev.seaworthy.cdn.cloudflare.LoopbackCloudflare.failure;
import static dev.seaworthy.cdn.cloudflare.LoopbackCloudflare.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seaworthy.cdn.CdnException;
import dev.seaworthy.cdn.CdnRateException;
import dev.seaworthy.cdn.CdnUnavailableException;
import dev.seaworthy.cdn.Purge;
import dev.seaworthy.cdn.review.Tier;
import dev.seaworthy.core.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** How many names a call has, and when it is made. */
class PurgeRateTest {
    private static final String JSON = "application/json";
    private static final Purge HOME = Purge.urls("https://contentmax.ai/");

    private final VirtualTime time = new VirtualTime();
    private LoopbackCloudflare cloudflare;

    @BeforeEach
    void start() throws IOException {
        cloudflare = LoopbackCloudflare.start();
    }

    @AfterEach
    void stop() {
        cloudflare.close();
    }

    /** At most so many at once, and then as fast as they come back. */
    @ParameterizedTest
    @CsvSource({"FREE, 100, 100, PT11.5S", "PRO, 100, 100, PT5.666S", "ENTERPRISE, 20, 500, PT2.333S"})
    void ten_thousand_urls_take_as_many_calls_as_they_must_and_as_long_as_the_tier_says(
            Tier tier, int calls, int urlsPerCall, Duration least) {
        cloudflare.mostUrls(500);

        builder().tier(tier).build().purge(Purge.urls(urls(10_000)));

        assertThat(cloudflare.accepted())
                .hasSize(calls)
                .allSatisfy(call -> assertThat(call.path("files")).hasSize(urlsPerCall));
        assertThat(time.paused()).isBetween(least.minusMillis(1), least.plusMillis(100));
    }

    @ParameterizedTest
    @CsvSource({"FREE, 25, PT12S", "PRO, 25, PT0.2S", "BUSINESS, 50, PT0.1S", "ENTERPRISE, 500, PT0.02S"})
    void other_calls_than_by_url_come_in_a_burst_and_then_one_by_one(Tier tier, int burst, Duration after) {
        CloudflareCdn cdn = builder().tier(tier).build();

        for (int i = 0; i < burst; i++) {
            cdn.purge(Purge.tags("home"));
        }
        assertThat(time.pauses()).isEmpty();
        cdn.purge(Purge.hosts("contentmax.ai"));
        cdn.purge(Purge.everything());

        assertThat(time.pauses())
                .hasSize(2)
                .allSatisfy(pause -> assertThat(pause).isBetween(after.minusMillis(1), after.plusMillis(1)));
    }

    @Test
    void a_bucket_fills_up_again_and_no_further() {
        CloudflareCdn cdn = builder().build();
        purgeTags(cdn, 25);

        time.pass(Duration.ofDays(1));
        purgeTags(cdn, 25);
        assertThat(time.pauses()).isEmpty();
        purgeTags(cdn, 1);

        assertThat(time.pauses()).hasSize(1);
    }

    private static void purgeTags(CloudflareCdn cdn, int times) {
        for (int i = 0; i < times; i++) {
            cdn.purge(Purge.tags("home"));
        }
    }

    @Test
    void what_would_wait_longer_than_its_patience_fails_and_costs_no_turn() {
        CloudflareCdn cdn = builder().patience(Duration.ofSeconds(13)).build();
        purgeTags(cdn, 25);

        purgeTags(cdn, 1);
        assertThat(cloudflare.accepted()).hasSize(26);
        CloudflareCdn hasty = builder().patience(Duration.ofSeconds(11)).build();
        purgeTags(hasty, 25);
        CdnRateException thrown =
                catchThrowableOfType(CdnRateException.class, () -> hasty.purge(Purge.tags("home", "page")));

        assertThat(thrown).hasMessageContaining("PT12S").hasMessageContaining("home, page");
        assertThat(thrown.retryAfter()).contains(Duration.ofSeconds(12));
        assertThat(thrown.notPurged()).contains(Purge.tags("home", "page"));
        time.pass(Duration.ofSeconds(12));
        purgeTags(hasty, 1);
        assertThat(cloudflare.accepted()).hasSize(26 + 26);
    }

    @Test
    void a_call_that_is_too_large_is_halved_and_so_are_those_after_it() {
        cloudflare.mostUrls(30);
        CloudflareCdn cdn = builder().build();

        cdn.purge(Purge.urls(urls(110)));
        cdn.purge(Purge.urls(urls(30)));

        assertThat(cloudflare.accepted())
                .extracting(call -> call.path("files").size())
                .containsExactly(25, 25, 25, 25, 10, 25, 5);
        assertThat(cloudflare.requests()).isEqualTo(2 + 7);
    }

    @Test
    void one_url_that_is_too_many_is_refused() {
        cloudflare.mostUrls(0);

        CdnException thrown =
                catchThrowableOfType(CdnException.class, () -> builder().build().purge(Purge.urls(urls(4))));

        assertThat(thrown).isExactlyInstanceOf(CdnException.class).hasMessageContaining("1135");
        assertThat(thrown.notPurged()).contains(Purge.urls(urls(4)));
        assertThat(cloudflare.requests()).isEqualTo(2 + 3);
    }

    @Test
    void what_is_refused_keeps_nothing_else_from_being_purged() {
        List<URI> urls = urls(500);
        CloudflareCdn cdn = builder().build();
        cloudflare.next(status(400, JSON, failure(1016, "Unable to purge")));
        cloudflare.next(status(400, JSON, failure(1017, "Unable to purge")));

        CdnException thrown = catchThrowableOfType(CdnException.class, () -> cdn.purge(Purge.urls(urls)));

        assertThat(thrown).isExactlyInstanceOf(CdnException.class).hasMessageContaining("1016");
        assertThat(thrown.notPurged().equals(java.util.Optional.of(Purge.urls(urls.subList(0, 200)))))
                .isTrue();
        assertThat(cloudflare.accepted()).hasSize(3);
    }

    @Test
    void after_three_refusals_in_a_row_the_rest_is_not_tried() {
        for (int i = 0; i < 3; i++) {
            cloudflare.next(status(400, JSON, failure(1016, "Unable to purge")));
        }

        CdnException thrown =
                catchThrowableOfType(CdnException.class, () -> builder().build().purge(Purge.urls(urls(1_000))));

        assertThat(thrown).hasMessageContaining("and 995 more");
        assertThat(cloudflare.requests()).isEqualTo(3);
    }

    @Test
    void names_the_visitors_whose_answers_shall_go() {
        Purge.Variant german =
                new Purge.Variant(URI.create("https://contentmax.ai/?a=b"), Map.of("Accept-Language", "de"));

        builder().build().purge(Purge.variants(german));

        JsonNode file = cloudflare.accepted().get(0).path("files").path(0);
        assertThat(file.path("url").asString()).isEqualTo("https://contentmax.ai/?a=b");
        assertThat(file.path("headers").path("Accept-Language").asString()).isEqualTo("de");
    }

    @Test
    void a_header_that_Cloudflare_does_not_know_is_refused_by_it() {
        Purge.Variant variant = new Purge.Variant(URI.create("https://contentmax.ai/?a=b"), Map.of("Cookie", "secret"));

        CdnException thrown =
                catchThrowableOfType(CdnException.class, () -> builder().build().purge(Purge.variants(variant)));

        assertThat(thrown)
                .hasMessageContaining("https://contentmax.ai/?… for [Cookie]")
                .hasMessageNotContaining("secret");
    }

    /** Two purges have eight tries; two more, and nobody is asked until a pause is over. */
    @Test
    void who_does_not_answer_is_left_in_peace() {
        CloudflareCdn cdn = builder().build();
        fail(10);
        catchThrowableOfType(CdnException.class, () -> cdn.purge(HOME));
        catchThrowableOfType(CdnException.class, () -> cdn.purge(HOME));
        catchThrowableOfType(CdnException.class, () -> cdn.purge(HOME));
        assertThat(cloudflare.requests()).isEqualTo(10);

        CdnUnavailableException thrown = catchThrowableOfType(CdnUnavailableException.class, () -> cdn.purge(HOME));

        assertThat(cloudflare.requests()).isEqualTo(10);
        assertThat(thrown).hasMessageContaining("not asked, since 10 tries in a row");
        assertThat(thrown.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        time.pass(Duration.ofSeconds(30));
        cdn.purge(HOME);
        cdn.purge(HOME);
        assertThat(cloudflare.accepted()).hasSize(2);
    }

    @Test
    void one_try_finds_out_whether_it_answers_again() {
        CloudflareCdn cdn = builder().tries(1).build();
        fail(11);
        for (int i = 0; i < 10; i++) {
            catchThrowableOfType(CdnException.class, () -> cdn.purge(HOME));
        }
        time.pass(Duration.ofSeconds(30));

        catchThrowableOfType(CdnException.class, () -> cdn.purge(HOME));
        catchThrowableOfType(CdnException.class, () -> cdn.purge(HOME));

        assertThat(cloudflare.requests()).isEqualTo(11);
    }

    @Test
    void a_refusal_is_an_answer() {
        CloudflareCdn cdn = builder().tries(1).build();
        fail(9);
        cloudflare.next(status(403, JSON, failure(9109, "Invalid access token")));
        fail(9);

        for (int i = 0; i < 19; i++) {
            catchThrowableOfType(CdnException.class, () -> cdn.purge(HOME));
        }
        cdn.purge(HOME);

        assertThat(cloudflare.accepted()).hasSize(1);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            cloudflare.next(status(503, "text/html", "<html>"));
        }
    }

    @Test
    void times_each_try() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        CloudflareCdn cdn = builder().metrics(registry).build();
        cloudflare.next(status(502, "text/html", "<html>"));
        cloudflare.next(exchange -> exchange.close());

        cdn.purge(HOME);

        assertThat(registry.find("seaworthy.cdn.call").tag("call", "purge").timers())
                .extracting(timer -> timer.getId().getTag("outcome") + " " + timer.count())
                .containsExactlyInAnyOrder("ok 1", "502 1", "none 1");
    }

    private static List<URI> urls(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> URI.create("https://contentmax.ai/page-" + i))
                .toList();
    }

    private CloudflareCdn.Builder builder() {
        return CloudflareCdn.builder()
                .zone(LoopbackCloudflare.ZONE)
                .token(Secret.of(LoopbackCloudflare.TOKEN))
                .baseUrl(cloudflare.baseUrl())
                .pause(time)
                .ticker(time);
    }
}
