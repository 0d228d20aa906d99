package dev.seaworthy.cdn.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.cdn.expression.Expression;
import dev.seaworthy.cdn.expression.Field;
import dev.seaworthy.cdn.expression.SampleRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    private static final Expression API = Expression.path("/api/*");
    private static final SampleRequest SITE = SampleRequest.get("https://contentmax.example/");

    @ParameterizedTest
    @ValueSource(strings = {"", "Static", "a b", "sw_static", "-a", "a\n", "é"})
    void an_id_that_makes_no_stable_ref_is_refused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheRule.bypass(id, API))
                .withMessageContaining("id");
    }

    @Test
    void a_ref_bears_our_prefix_and_a_name_is_for_people() {
        CacheRule rule =
                CacheRule.bypass("api", API).named("Never cache the API").build();

        assertThat(rule.ref()).isEqualTo("sw_api");
        assertThat(rule.name()).isEqualTo("Never cache the API");
        assertThat(CacheRule.bypass("api", API).build().name()).isEqualTo("api");
        assertThat(SecurityRule.block("b", API).named("Block").name()).isEqualTo("Block");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheRule.bypass("api", API).named("a\nb"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheRule.bypass("api", API).named(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheRule.bypass("api", API).named("x".repeat(501)));
    }

    @Test
    void rules_are_equal_by_what_they_state() {
        assertThat(staticFiles().build())
                .isEqualTo(staticFiles().build())
                .hasSameHashCodeAs(staticFiles().build());
        assertThat(staticFiles().build())
                .isNotEqualTo(staticFiles().respectStrongEtags().build());
        assertThat(staticFiles().build())
                .isNotEqualTo(staticFiles().noStaleWhileUpdating().build());
        assertThat(staticFiles().build()).isNotEqualTo(staticFiles().named("x").build());
        assertThat(SecurityRule.block("a", API)).isEqualTo(SecurityRule.block("a", API));
        assertThat(SecurityRule.block("a", API)).isNotEqualTo(SecurityRule.jsChallenge("a", API));
        assertThat(limit().build())
                .isEqualTo(limit().build())
                .isNotEqualTo(limit().countOriginOnly().build());
        assertThat(CdnRules.builder().cache(staticFiles().build()).build())
                .isEqualTo(CdnRules.builder().cache(staticFiles().build()).build())
                .isNotEqualTo(CdnRules.builder().build());
        assertThat(ZoneSettings.builder().http3(true).build())
                .isEqualTo(ZoneSettings.builder().http3(true).build())
                .isNotEqualTo(ZoneSettings.builder().http3(false).build())
                .isNotEqualTo(ZoneSettings.unchanged());
    }

    @Test
    void the_order_of_rules_is_part_of_them() {
        CacheRule a = CacheRule.bypass("a", API).build();
        CacheRule b = CacheRule.bypass("b", API).build();

        assertThat(CdnRules.builder().cache(a, b).build())
                .isNotEqualTo(CdnRules.builder().cache(b, a).build());
        assertThat(CdnRules.builder().cache(b).cache(a).build().cache()).containsExactly(b, a);
    }

    @Test
    void two_rules_of_one_ref_are_refused_whatever_their_kinds_and_all_at_once() {
        CdnRules.Builder rules = CdnRules.builder()
                .cache(
                        CacheRule.bypass("api", API).build(),
                        CacheRule.bypass("x", API).build())
                .security(SecurityRule.block("api", API), SecurityRule.block("x", API));

        assertThatIllegalArgumentException()
                .isThrownBy(rules::build)
                .withMessageContaining("sw_api")
                .withMessageContaining("sw_x");
    }

    @Test
    void a_bypass_keeps_nothing_so_it_states_nothing_of_copies() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheRule.bypass("api", API)
                        .edge(EdgeTtl.respectOrigin())
                        .key(CacheKey.builder().build())
                        .noStaleWhileUpdating()
                        .build())
                .withMessageContaining("edge TTL")
                .withMessageContaining("cache key")
                .withMessageContaining("stale");
    }

    @Test
    void what_is_not_stated_of_a_cache_rule_is_left_to_the_origin() {
        CacheRule rule = CacheRule.cache("a", API).build();

        assertThat(rule.isBypass()).isFalse();
        assertThat(rule.edge()).isEmpty();
        assertThat(rule.browser()).isEmpty();
        assertThat(rule.key()).isEmpty();
        assertThat(rule.servesStaleWhileUpdating()).isTrue();
        assertThat(rule.respectsStrongEtags()).isFalse();
    }

    @Test
    void times_are_whole_seconds_and_more_than_none() {
        assertThat(List.<Runnable>of(
                        () -> EdgeTtl.override(Duration.ZERO),
                        () -> EdgeTtl.override(Duration.ofSeconds(-1)),
                        () -> EdgeTtl.override(Duration.ofMillis(1500)),
                        () -> BrowserTtl.override(Duration.ZERO),
                        () -> EdgeTtl.respectOrigin().forStatuses(200, 299, Duration.ZERO),
                        () -> ZoneSettings.builder().browserCacheTtl(Duration.ofMillis(1)),
                        () -> new Hsts(Duration.ZERO, false, false)))
                .allSatisfy(one -> assertThatIllegalArgumentException().isThrownBy(one::run));
        assertThat(ZoneSettings.builder().browserCacheTtl(Duration.ZERO).build().browserCacheTtl())
                .contains(Duration.ZERO);
    }

    @Test
    void a_status_has_one_edge_ttl() {
        EdgeTtl ttl = EdgeTtl.override(Duration.ofDays(1)).noStoreForStatuses(500, 599);

        assertThat(ttl.byStatus()).containsExactly(new EdgeTtl.StatusTtl(500, 599, EdgeTtl.StatusTtl.NO_STORE));
        assertThat(ttl.forStatuses(404, 404, Duration.ofSeconds(30)).byStatus()).hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> ttl.forStatuses(404, 500, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new EdgeTtl.StatusTtl(600, 500, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new EdgeTtl.StatusTtl(99, 100, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new EdgeTtl.StatusTtl(200, 1000, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new EdgeTtl.StatusTtl(200, 200, -2));
        assertThat(EdgeTtl.respectOriginOrBypass().mode()).isEqualTo(EdgeTtl.Mode.BYPASS_BY_DEFAULT);
        assertThat(EdgeTtl.respectOrigin()).isNotEqualTo(EdgeTtl.respectOriginOrBypass());
    }

    @Test
    void a_browser_ttl_has_a_time_if_it_overrides_and_only_then() {
        assertThat(BrowserTtl.bypass().ttl()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BrowserTtl(
                        BrowserTtl.Mode.BYPASS,
                        BrowserTtl.override(Duration.ofDays(1)).ttl()));
    }

    @Test
    void a_key_says_once_what_counts_of_the_query() {
        CacheKey key = CacheKey.builder()
                .includeQuery("page", "page")
                .headers("X-Tenant")
                .cookies("Theme")
                .with(CacheKey.Part.DEVICE_TYPE)
                .build();

        assertThat(key.parameters()).containsExactly("page");
        assertThat(key.query()).isEqualTo(CacheKey.Query.INCLUDE);
        assertThat(key.headers()).containsExactly("x-tenant");
        assertThat(key.cookies()).containsExactly("Theme");
        assertThat(key.has(CacheKey.Part.DEVICE_TYPE)).isTrue();
        assertThat(key.has(CacheKey.Part.COUNTRY)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheKey.builder()
                        .ignoreQuery()
                        .excludeQuery("a")
                        .headers("a b")
                        .build())
                .withMessageContaining("twice")
                .withMessageContaining("a b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheKey.builder().includeQuery().build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheKey.builder().excludeQuery(" ").build());
    }

    @Test
    void the_challenge_of_the_story_becomes_a_managed_challenge_and_says_so() {
        SecurityRule rule = SecurityRule.challenge("bots", API);

        assertThat(rule.action()).isEqualTo(Mitigation.MANAGED_CHALLENGE);
        assertThat(rule.notes()).singleElement().asString().contains("managed_challenge");
        assertThat(rule.named("Bots").notes()).hasSize(1);
        assertThat(SecurityRule.managedChallenge("bots", API).notes()).isEmpty();
    }

    @Test
    void a_skip_says_what_is_skipped() {
        SecurityRule rule = SecurityRule.skip("monitor", API, Skip.RATE_LIMITS, Skip.MANAGED_RULES);

        assertThat(rule.action()).isEqualTo(Mitigation.SKIP);
        assertThat(rule.skips()).containsExactlyInAnyOrder(Skip.RATE_LIMITS, Skip.MANAGED_RULES);
        assertThat(SecurityRule.log("l", API).skips()).isEmpty();
    }

    @Test
    void a_limit_counts_by_address_in_each_data_centre_and_blocks_for_its_period() {
        RateLimitRule rule = limit().build();

        assertThat(rule.countedBy()).containsExactly(Characteristic.DATA_CENTRE, Characteristic.IP);
        assertThat(rule.action()).isEqualTo(Mitigation.BLOCK);
        assertThat(rule.timeout()).contains(Duration.ofMinutes(1));
        assertThat(rule.answer()).isEmpty();
        assertThat(rule.countsOriginOnly()).isFalse();
        assertThat(limit().action(Mitigation.MANAGED_CHALLENGE).build().timeout())
                .isEmpty();
        assertThat(limit().timeout(Duration.ZERO).build().timeout()).contains(Duration.ZERO);
        assertThat(limit().countedBy(Characteristic.header("X-Api-Key"), Characteristic.DATA_CENTRE)
                        .build()
                        .countedBy())
                .extracting(Characteristic::field)
                .containsExactly("cf.colo.id", "http.request.headers[\"x-api-key\"]");
        assertThatIllegalArgumentException().isThrownBy(() -> Characteristic.cookie("a\"]"));
    }

    @Test
    void a_limit_that_cannot_be_is_refused_with_all_that_is_wrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimitRule.when("a", API)
                        .requests(0, Duration.ofSeconds(61))
                        .action(Mitigation.LOG)
                        .timeout(Duration.ofDays(2))
                        .answer(429, "application/json", "{}")
                        .countedBy()
                        .build())
                .withMessageContaining("number of requests")
                .withMessageContaining("period")
                .withMessageContaining("timeout, which")
                .withMessageContaining("0 to a day")
                .withMessageContaining("answer")
                .withMessageContaining("counts by nothing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limit().action(Mitigation.SKIP).build());
        assertThatIllegalArgumentException().isThrownBy(() -> limit().answer(200, "text/plain", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> limit().answer(429, "image/png", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> limit().answer(429, "text/plain", ""));
    }

    @ParameterizedTest
    @CsvSource({"false, false, 302", "false, true, 307", "true, false, 301", "true, true, 308"})
    void a_redirect_is_temporary_unless_the_loud_word_is_said(boolean permanent, boolean keepsMethod, int status) {
        RedirectRule.Builder redirect = RedirectRule.path("old", "/old").to("/new");
        if (permanent) {
            redirect.rememberedByBrowsersForever();
        }
        if (keepsMethod) {
            redirect.keepMethod();
        }

        assertThat(redirect.build().status()).isEqualTo(status);
        assertThat(redirect.build().isPermanent()).isEqualTo(permanent);
    }

    @Test
    void a_redirect_goes_to_one_place_of_the_web() {
        assertThat(RedirectRule.path("a", "/a")
                        .toHost("www.contentmax.example")
                        .build()
                        .target())
                .isEqualTo(new RedirectRule.Target(
                        "concat(\"https://www.contentmax.example\", http.request.uri.path)", true));
        assertThat(RedirectRule.path("a", "/a").to("/b").keepQuery().build().keepsQuery())
                .isTrue();
        assertThat(List.<RedirectRule.Builder>of(
                        RedirectRule.path("a", "/a"),
                        RedirectRule.path("a", "/a").to("/b").to("/c"),
                        RedirectRule.path("a", "/a").to("javascript:alert(1)"),
                        RedirectRule.path("a", "/a").to("//evil.example/"),
                        RedirectRule.path("a", "/a").to("https://u:p@example.com/"),
                        RedirectRule.path("a", "/a").to("/b\r\nSet-Cookie: a"),
                        RedirectRule.path("a", "/a").to("b"),
                        RedirectRule.path("a", "/a").to("/b?x=1").keepQuery(),
                        RedirectRule.path("a", "/a").toExpressionUnsafely(" "),
                        RedirectRule.path("a", "/a").toHost("a\", http.referer, \"")))
                .allSatisfy(one -> assertThatIllegalArgumentException()
                        .isThrownBy(one::build)
                        .withMessageNotContaining("u:p@")
                        .withMessageNotContaining("\r"));
    }

    @Test
    void a_header_is_one_line_and_changed_once() {
        HeaderRule rule = HeaderRule.path("h", "/*")
                .set("X-Frame-Options", "DENY")
                .add("Vary", "Accept")
                .remove("Server")
                .build();

        assertThat(rule.changes())
                .extracting(HeaderRule.Change::operation)
                .containsExactly(HeaderRule.Operation.SET, HeaderRule.Operation.ADD, HeaderRule.Operation.REMOVE);
        assertThat(List.<HeaderRule.Builder>of(
                        HeaderRule.path("h", "/*"),
                        HeaderRule.path("h", "/*").set("X", "a\r\nSet-Cookie: b"),
                        HeaderRule.path("h", "/*").set("X", "a\n"),
                        HeaderRule.path("h", "/*").set("X", ""),
                        HeaderRule.path("h", "/*").set("X Y", "a"),
                        HeaderRule.path("h", "/*").remove("X:"),
                        HeaderRule.path("h", "/*").set("X-A", "1").remove("x-a")))
                .allSatisfy(one -> assertThatIllegalArgumentException()
                        .isThrownBy(one::build)
                        .withMessageNotContaining("\n"));
    }

    @Test
    void a_configuration_rule_states_something() {
        ConfigurationRule rule = ConfigurationRule.path("images", "/images/*")
                .polish(Polish.LOSSLESS)
                .ssl(SslMode.STRICT)
                .securityLevel(SecurityLevel.HIGH)
                .automaticHttpsRewrites(true)
                .build();

        assertThat(rule.polish()).contains(Polish.LOSSLESS);
        assertThat(rule.ssl()).contains(SslMode.STRICT);
        assertThat(rule.securityLevel()).contains(SecurityLevel.HIGH);
        assertThat(rule.automaticHttpsRewrites()).contains(true);
        assertThat(rule)
                .hasToString("sw_images: polish LOSSLESS ssl STRICT security level HIGH automatic HTTPS rewrites"
                        + " true if starts_with(http.request.uri.path, \"/images/\")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationRule.path("a", "/a").build());
    }

    @Test
    void hsts_is_preloaded_only_as_the_list_wants_it() {
        assertThat(new Hsts(Duration.ofDays(365), true, true).preload()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new Hsts(Duration.ofDays(364), true, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new Hsts(Duration.ofDays(365), false, true));
        assertThat(ZoneSettings.unchanged().hsts()).isEmpty();
    }

    @Test
    void the_last_cache_rule_that_fits_wins_and_keeps_what_it_does_not_state() {
        CdnRules rules = CdnRules.builder()
                .cache(
                        staticFiles().build(),
                        CacheRule.cache("css", Field.EXTENSION.eq("css"))
                                .browser(BrowserTtl.override(Duration.ofMinutes(5)))
                                .build(),
                        CacheRule.bypass("private", "/static/private/*").build(),
                        CacheRule.bypass("germany", Field.COUNTRY.eq("DE")).build())
                .build();

        CacheDecision css = rules.cacheDecision(SITE.path("/static/a.css"));
        CacheDecision secret = rules.cacheDecision(SITE.path("/static/private/a"));
        CacheDecision other = rules.cacheDecision(SITE);

        assertThat(css.outcome()).isEqualTo(CacheDecision.Outcome.CACHE);
        assertThat(css.edge()).contains(EdgeTtl.override(Duration.ofDays(31)));
        assertThat(css.browser()).contains(BrowserTtl.override(Duration.ofMinutes(5)));
        assertThat(css.applied()).hasSize(2);
        assertThat(css.uncertain()).hasSize(1);
        assertThat(css.isCached()).isTrue();
        assertThat(css.mayBypass()).isTrue();
        assertThat(secret.outcome()).isEqualTo(CacheDecision.Outcome.BYPASS);
        assertThat(other.outcome()).isEqualTo(CacheDecision.Outcome.DEFAULT);
        assertThat(rules.cacheDecision(SITE.country("FR").path("/static/x")).mayBypass())
                .isFalse();
    }

    private static CacheRule.Builder staticFiles() {
        return CacheRule.cache("static", "/static/*")
                .edge(EdgeTtl.override(Duration.ofDays(31)))
                .browser(BrowserTtl.override(Duration.ofDays(1)));
    }

    private static RateLimitRule.Builder limit() {
        return RateLimitRule.path("limit", "/api/*").requests(100, Duration.ofMinutes(1));
    }
}
