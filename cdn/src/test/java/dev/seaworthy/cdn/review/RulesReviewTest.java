package dev.seaworthy.cdn.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.cdn.expression.Expression;
import dev.seaworthy.cdn.expression.Field;
import dev.seaworthy.cdn.rules.BrowserTtl;
import dev.seaworthy.cdn.rules.CacheKey;
import dev.seaworthy.cdn.rules.CacheRule;
import dev.seaworthy.cdn.rules.CdnRules;
import dev.seaworthy.cdn.rules.ConfigurationRule;
import dev.seaworthy.cdn.rules.EdgeTtl;
import dev.seaworthy.cdn.rules.RateLimitRule;
import dev.seaworthy.cdn.rules.RedirectRule;
import dev.seaworthy.cdn.rules.SecurityRule;
import dev.seaworthy.cdn.rules.SslMode;
import dev.seaworthy.cdn.rules.TlsVersion;
import dev.seaworthy.cdn.rules.ZoneSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesReviewTest {
    @Test
    void what_the_story_does_wrong_shows() {
        assertThat(told(ContentMaxRules.declared()))
                .containsExactlyInAnyOrder(
                        "MEDIUM USER_AGENT_TRUSTED [sw_bots]",
                        "LOW CASE_SENSITIVE [sw_bots]",
                        "NOTE DECLARED_OTHERWISE [sw_bots]",
                        "LOW PATH_ANYWHERE [sw_api-limit]",
                        "LOW LONG_BROWSER_TTL [sw_static]",
                        "LOW LONG_BROWSER_TTL [sw_images]");
    }

    @Test
    void rules_that_are_right_have_no_finding() {
        CdnRules rules = CdnRules.builder()
                .cache(
                        cache("static", "/_next/static/*", 365),
                        CacheRule.bypass("api", "/api/*").build())
                .security(SecurityRule.managedChallenge(
                        "bots", Field.USER_AGENT.lower().contains("bot").and(Field.VERIFIED_BOT.not())))
                .rateLimit(RateLimitRule.path("api-limit", "/api/*")
                        .requests(10, Duration.ofSeconds(10))
                        .build())
                .redirect(RedirectRule.path("old", "/old").to("/new").build())
                .settings(ZoneSettings.builder()
                        .ssl(SslMode.STRICT)
                        .alwaysUseHttps(true)
                        .minTlsVersion(TlsVersion.TLS_1_2)
                        .build())
                .build();

        assertThat(told(rules)).isEmpty();
        assertThatCode(() -> RulesReview.of(rules).failOn(Severity.NOTE)).doesNotThrowAnyException();
    }

    @Test
    void a_bypass_that_a_later_rule_overrides_is_told_with_a_path_that_proves_it() {
        CdnRules rules = CdnRules.builder()
                .cache(CacheRule.bypass("api", "/api/*").build(), cache("all", "/*", 1))
                .build();

        assertThat(RulesReview.of(rules).findings())
                .filteredOn(finding -> finding.check() == Check.BYPASS_OVERRIDDEN)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
                    assertThat(finding.refs()).containsExactly("sw_api", "sw_all");
                    assertThat(finding.reason()).contains("/api/x");
                });
        assertThat(told(rules))
                .containsOnlyOnce("HIGH PRIVATE_CACHED [sw_all]")
                .noneMatch(one -> one.contains("CACHE_DECEPTION"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RulesReview.of(rules).failOn(Severity.HIGH))
                .withMessageContaining("BYPASS_OVERRIDDEN")
                .withMessageContaining("PRIVATE_CACHED");
    }

    @Test
    void a_bypass_that_stands_last_is_right() {
        CdnRules rules = CdnRules.builder()
                .cache(
                        cache("all", "/blog/*", 1),
                        CacheRule.bypass("drafts", "/blog/drafts/*").build())
                .build();

        assertThat(told(rules)).noneMatch(one -> one.startsWith("HIGH"));
    }

    @Test
    void two_bypasses_of_the_same_are_no_harm() {
        CdnRules rules = CdnRules.builder()
                .cache(
                        CacheRule.bypass("api", "/api/*").build(),
                        CacheRule.bypass("posts", "/api/posts/*").build())
                .build();

        assertThat(told(rules)).isEmpty();
    }

    @Test
    void the_worst_is_told_first() {
        CdnRules rules = CdnRules.builder()
                .redirect(
                        RedirectRule.path("a", "/a").to("/b").build(),
                        RedirectRule.path("b", "/b").to("/c").build())
                .settings(ZoneSettings.builder().ssl(SslMode.FLEXIBLE).build())
                .build();

        assertThat(told(rules)).containsExactly("HIGH WEAK_SSL []", "LOW REDIRECT_CHAIN [sw_a, sw_b]");
    }

    @Test
    void a_path_that_a_rule_leaves_out_is_not_held_against_it() {
        CacheRule rule = CacheRule.cache(
                        "next",
                        Expression.path("/_next/static/*")
                                .and(Expression.path("/page").not()))
                .browser(BrowserTtl.override(Duration.ofDays(365)))
                .build();

        assertThat(told(CdnRules.builder().cache(rule).build())).isEmpty();
    }

    @Test
    void a_rule_that_a_later_bypass_takes_whole_never_caches() {
        CdnRules rules = CdnRules.builder()
                .cache(
                        cache("drafts", "/blog/drafts/*", 1),
                        CacheRule.bypass("blog", "/blog/*").build())
                .build();

        assertThat(told(rules)).contains("LOW NEVER_CACHES [sw_drafts, sw_blog]");
    }

    @Test
    void a_later_cache_rule_that_states_another_time_is_told() {
        CdnRules other = CdnRules.builder()
                .cache(cache("files", "/static/*", 1), cache("fonts", "/static/fonts/*", 2))
                .build();
        CdnRules same = CdnRules.builder()
                .cache(cache("files", "/static/*", 1), cache("fonts", "/static/fonts/*", 1))
                .build();

        assertThat(told(other)).contains("LOW CACHE_OVERRIDDEN [sw_files, sw_fonts]");
        assertThat(told(same)).isEmpty();
    }

    @Test
    void a_rule_by_extension_lets_private_answers_be_stolen() {
        CacheRule css = cache("css", Expression.path("*.css"), 1);
        CacheRule api = CacheRule.bypass("api", "/api/*").build();

        assertThat(told(CdnRules.builder().cache(css).build())).contains("HIGH CACHE_DECEPTION [sw_css]");
        assertThat(told(CdnRules.builder().cache(css, api).build()))
                .as("the account is still open")
                .contains("HIGH CACHE_DECEPTION [sw_css]");
        assertThat(RulesReview.of(CdnRules.builder().cache(api, css).build()).findings(Severity.HIGH))
                .anyMatch(finding -> finding.reason().contains("/api/x/x.css"));
    }

    @Test
    void a_bypass_of_ones_own_is_tried_for_deception_too() {
        CdnRules rules = CdnRules.builder()
                .cache(
                        CacheRule.bypass("me", "/me/*").build(),
                        cache("css", Field.PATH.startsWith("/me/").and(Field.EXTENSION.eq("css")), 1))
                .build();

        assertThat(told(rules)).contains("HIGH CACHE_DECEPTION [sw_css]");
    }

    @Test
    void armour_of_the_key_stops_deception() {
        CacheRule css = CacheRule.cache("css", "*.css")
                .key(CacheKey.builder().with(CacheKey.Part.DECEPTION_ARMOR).build())
                .build();

        assertThat(told(CdnRules.builder().cache(css).build())).isEmpty();
    }

    @Test
    void pages_that_are_cached_for_visitors_with_a_session_are_told() {
        CacheRule pages = cache("pages", "/blog/*", 1);
        CacheRule withoutSession = cache(
                "pages",
                Expression.path("/blog/*")
                        .and(Field.COOKIES.contains("session=").not()),
                1);
        CacheRule keyed = CacheRule.cache("pages", "/blog/*")
                .edge(EdgeTtl.override(Duration.ofDays(1)))
                .key(CacheKey.builder().cookies("session").build())
                .build();
        CacheRule asOrigin = CacheRule.cache("pages", "/blog/*")
                .edge(EdgeTtl.respectOrigin())
                .build();

        assertThat(told(CdnRules.builder().cache(pages).build())).contains("MEDIUM COOKIES_IGNORED [sw_pages]");
        assertThat(List.of(withoutSession, keyed, asOrigin))
                .allSatisfy(rule ->
                        assertThat(told(CdnRules.builder().cache(rule).build())).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "/static/*, PT1H, NONE",
        "/static/*, PT2H, LOW",
        "/static/*, P1D, LOW",
        "/static/*, P2D, MEDIUM",
        "/_next/static/*, P365D, NONE",
        "/assets/*, P365D, NONE"
    })
    void what_browsers_keep_long_without_a_hash_in_its_name_is_told(String pattern, Duration ttl, String severity) {
        CacheRule rule = CacheRule.cache("files", pattern)
                .browser(BrowserTtl.override(ttl))
                .build();

        assertThat(told(CdnRules.builder().cache(rule).build()))
                .isEqualTo(severity.equals("NONE") ? List.of() : List.of(severity + " LONG_BROWSER_TTL [sw_files]"));
    }

    @Test
    void redirects_that_never_arrive_are_told() {
        CdnRules rules = CdnRules.builder()
                .redirect(
                        RedirectRule.path("a", "/a").to("/b").build(),
                        RedirectRule.path("b", "/b")
                                .to("https://contentmax.example/a")
                                .build())
                .build();

        assertThat(RulesReview.of(rules, "https://contentmax.example").findings())
                .extracting(Finding::check)
                .containsOnly(Check.REDIRECT_LOOP);
        assertThat(told(rules)).as("another site").contains("LOW REDIRECT_CHAIN [sw_a, sw_b]");
    }

    @Test
    void redirects_over_several_stations_are_told_and_those_to_elsewhere_are_not_followed() {
        CdnRules rules = CdnRules.builder()
                .redirect(
                        RedirectRule.path("a", "/a").to("/b").build(),
                        RedirectRule.path("b", "/b").to("/c").build(),
                        RedirectRule.path("x", "/x")
                                .to("https://elsewhere.example/a")
                                .build(),
                        RedirectRule.path("y", "/y").toHost("elsewhere.example").build())
                .build();

        assertThat(told(rules)).containsExactly("LOW REDIRECT_CHAIN [sw_a, sw_b]");
    }

    @Test
    void a_redirect_of_everything_to_a_page_of_the_same_site_loops() {
        CdnRules rules = CdnRules.builder()
                .redirect(RedirectRule.path("closed", "/*").to("/closed").build())
                .build();

        assertThat(told(rules)).containsExactly("HIGH REDIRECT_LOOP [sw_closed]");
    }

    @Test
    void a_redirect_to_plain_http_is_told() {
        CdnRules rules = CdnRules.builder()
                .redirect(
                        RedirectRule.path("a", "/a").to("http://other.example/").build())
                .build();

        assertThat(told(rules)).containsExactly("MEDIUM REDIRECT_TO_HTTP [sw_a]");
    }

    @ParameterizedTest
    @CsvSource({
        "FLEXIBLE, true, 'HIGH HTTPS_LOOP [];HIGH WEAK_SSL []'",
        "FLEXIBLE, false, HIGH WEAK_SSL []",
        "OFF, true, 'HIGH HTTPS_LOOP [];HIGH WEAK_SSL []'",
        "FULL, true, MEDIUM WEAK_SSL []",
        "STRICT, true, ''"
    })
    void anything_but_strict_is_told(SslMode mode, boolean https, String findings) {
        ZoneSettings settings =
                ZoneSettings.builder().ssl(mode).alwaysUseHttps(https).build();

        assertThat(String.join(";", told(CdnRules.builder().settings(settings).build())))
                .isEqualTo(findings);
    }

    @Test
    void a_configuration_rule_that_weakens_ssl_is_told_by_its_ref() {
        CdnRules rules = CdnRules.builder()
                .configuration(ConfigurationRule.path("legacy", "/legacy/*")
                        .ssl(SslMode.OFF)
                        .build())
                .build();

        assertThat(told(rules)).containsExactly("HIGH WEAK_SSL [sw_legacy]");
    }

    @Test
    void old_tls_and_early_data_are_told() {
        ZoneSettings settings = ZoneSettings.builder()
                .minTlsVersion(TlsVersion.TLS_1_1)
                .zeroRtt(true)
                .build();

        assertThat(told(CdnRules.builder().settings(settings).build()))
                .containsExactly("MEDIUM OLD_TLS []", "LOW ZERO_RTT []");
    }

    @Test
    void a_rule_that_keeps_everybody_out_is_told_and_one_that_only_notes_is_not() {
        Expression all = Expression.always();

        assertThat(told(CdnRules.builder()
                        .security(SecurityRule.block("all", all))
                        .build()))
                .containsExactly("HIGH SHUTS_EVERYBODY_OUT [sw_all]");
        assertThat(told(CdnRules.builder()
                        .security(SecurityRule.log("all", all))
                        .build()))
                .isEmpty();
    }

    @Test
    void the_second_of_two_rules_that_fit_the_same_is_told() {
        Expression admin = Expression.path("/admin/*");
        CdnRules rules = CdnRules.builder()
                .security(
                        SecurityRule.log("first", admin),
                        SecurityRule.managedChallenge("second", admin),
                        SecurityRule.block("third", admin))
                .build();

        assertThat(told(rules)).containsExactly("LOW NEVER_REACHED [sw_second, sw_third]");
    }

    @Test
    void what_is_not_evaluated_is_told() {
        CdnRules rules = CdnRules.builder()
                .cache(
                        CacheRule.bypass("raw", Expression.rawUnsafely("cf.waf.score lt 20"))
                                .build(),
                        CacheRule.bypass("regex", Field.PATH.matchesRegex("^/a"))
                                .build())
                .build();

        assertThat(told(rules)).containsExactly("NOTE NOT_EVALUATED [sw_raw]", "NOTE NOT_EVALUATED [sw_regex]");
    }

    @Test
    void a_finding_reads_as_a_line() {
        Finding finding = new Finding(Check.WEAK_SSL, Severity.HIGH, List.of("sw_a", "sw_b"), "why");

        assertThat(finding).hasToString("HIGH WEAK_SSL sw_a, sw_b: why");
        assertThat(new Finding(Check.WEAK_SSL, Severity.HIGH, List.of(), "why")).hasToString("HIGH WEAK_SSL: why");
    }

    private static List<String> told(CdnRules rules) {
        return RulesReview.of(rules).findings().stream()
                .map(finding -> finding.severity() + " " + finding.check() + " " + finding.refs())
                .toList();
    }

    private static CacheRule cache(String id, String pattern, int days) {
        return cache(id, Expression.path(pattern), days);
    }

    private static CacheRule cache(String id, Expression when, int days) {
        return CacheRule.cache(id, when)
                .edge(EdgeTtl.override(Duration.ofDays(days)))
                .build();
    }
}
