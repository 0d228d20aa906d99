package dev.seaworthy.cdn.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.cdn.expression.Expression;
import dev.seaworthy.cdn.expression.Field;
import dev.seaworthy.cdn.rules.CacheKey;
import dev.seaworthy.cdn.rules.CacheRule;
import dev.seaworthy.cdn.rules.CdnRules;
import dev.seaworthy.cdn.rules.Characteristic;
import dev.seaworthy.cdn.rules.ConfigurationRule;
import dev.seaworthy.cdn.rules.EdgeTtl;
import dev.seaworthy.cdn.rules.HeaderRule;
import dev.seaworthy.cdn.rules.Mitigation;
import dev.seaworthy.cdn.rules.Polish;
import dev.seaworthy.cdn.rules.RateLimitRule;
import dev.seaworthy.cdn.rules.RedirectRule;
import dev.seaworthy.cdn.rules.SecurityRule;
import dev.seaworthy.cdn.rules.ZoneSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TierCheckTest {
    @Test
    void what_the_story_declares_needs_more_than_the_free_plan() {
        TierCheck free = TierCheck.of(ContentMaxRules.declared(), Tier.FREE);

        assertThat(free.findings())
                .extracting(Finding::toString)
                .containsExactlyInAnyOrder(
                        "HIGH PLAN_VALUE sw_api-limit: FREE takes a period of at most 10 s, not 60",
                        "HIGH PLAN_VALUE sw_api-limit: FREE takes a timeout of at most 10 s, not 60",
                        "HIGH PLAN_FEATURE sw_image-polish: polish needs PRO or above",
                        "NOTE PLAN_VALUE: the zone's WebP is likely to need PRO or above");
        assertThatIllegalArgumentException()
                .isThrownBy(free::refuse)
                .withMessageContaining("FREE (as of 2026-08-25)")
                .withMessageContaining("10 s, not 60")
                .withMessageContaining("polish");
        assertThat(TierCheck.of(ContentMaxRules.declared(), Tier.PRO).findings())
                .isEmpty();
    }

    @Test
    void what_is_only_remembered_never_refuses() {
        CdnRules rules = CdnRules.builder()
                .settings(ZoneSettings.builder().webp(true).build())
                .cache(CacheRule.cache("a", "/a/*")
                        .edge(EdgeTtl.respectOrigin().noStoreForStatuses(500, 599))
                        .build())
                .rateLimit(RateLimitRule.path("b", "/b/*")
                        .requests(1, Duration.ofSeconds(10))
                        .answer(429, "text/plain", "later")
                        .build())
                .build();

        TierCheck free = TierCheck.of(rules, Tier.FREE);

        assertThat(free.findings()).hasSize(3).allMatch(finding -> finding.severity() == Severity.NOTE);
        assertThat(TierCheck.of(rules, Tier.PRO).findings()).hasSize(1);
        assertThat(TierCheck.of(rules, Tier.ENTERPRISE).findings()).isEmpty();
        assertThat(free.fits()).isTrue();
        assertThatCode(free::refuse).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"FREE, 10, 5, 1", "PRO, 25, 20, 2", "BUSINESS, 50, 100, 5"})
    void one_rule_more_than_a_plan_allows_is_told(Tier tier, int rules, int security, int limits) {
        assertThat(TierCheck.of(many(rules, security, limits), tier).findings()).isEmpty();
        assertThat(TierCheck.of(many(rules + 1, security + 1, limits + 1), tier).findings())
                .hasSize(5)
                .allMatch(finding -> finding.check() == Check.PLAN_COUNT && finding.severity() == Severity.HIGH)
                .allMatch(finding -> finding.refs().size() == 1);
    }

    @Test
    void how_many_limits_enterprise_has_is_in_the_contract() {
        assertThat(TierCheck.of(many(300, 1000, 6), Tier.ENTERPRISE).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTE));
        assertThat(TierCheck.of(many(301, 1001, 5), Tier.ENTERPRISE).findings()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"FREE, 7199", "PRO, 3599"})
    void an_edge_ttl_below_the_least_of_the_plan_is_told(Tier tier, long seconds) {
        assertThat(TierCheck.of(edge(seconds), tier).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.check()).isEqualTo(Check.PLAN_VALUE));
        assertThat(TierCheck.of(edge(seconds + 1), tier).findings()).isEmpty();
        assertThat(TierCheck.of(edge(1), Tier.BUSINESS).findings()).isEmpty();
    }

    @Test
    void features_are_told_to_the_plan_that_lacks_them() {
        Expression all = Expression.always();
        CdnRules regex = CdnRules.builder()
                .cache(CacheRule.bypass("a", Field.PATH.matchesRegex("a")).build())
                .build();
        CdnRules log = CdnRules.builder().security(SecurityRule.log("a", all)).build();
        CdnRules key = CdnRules.builder()
                .cache(CacheRule.cache("a", all)
                        .key(CacheKey.builder().headers("x").build())
                        .build())
                .build();
        CdnRules country = CdnRules.builder()
                .cache(CacheRule.cache("a", all)
                        .key(CacheKey.builder().with(CacheKey.Part.COUNTRY).build())
                        .build())
                .build();
        CdnRules simpleKey = CdnRules.builder()
                .cache(CacheRule.cache("a", all)
                        .key(CacheKey.builder()
                                .ignoreQuery()
                                .with(CacheKey.Part.DEVICE_TYPE)
                                .build())
                        .build())
                .build();
        CdnRules polish = CdnRules.builder()
                .settings(ZoneSettings.builder().polish(Polish.LOSSY).build())
                .build();

        assertThat(least(regex)).isEqualTo(Tier.BUSINESS);
        assertThat(least(log)).isEqualTo(Tier.ENTERPRISE);
        assertThat(least(key)).isEqualTo(Tier.ENTERPRISE);
        assertThat(least(country)).isEqualTo(Tier.ENTERPRISE);
        assertThat(least(key(CacheKey.builder().cookies("a")))).isEqualTo(Tier.ENTERPRISE);
        assertThat(least(key(CacheKey.builder().includeQuery("a")))).isEqualTo(Tier.ENTERPRISE);
        assertThat(least(simpleKey)).isEqualTo(Tier.FREE);
        assertThat(least(polish)).isEqualTo(Tier.PRO);
    }

    @Test
    void limits_are_told_to_the_plan_that_lacks_their_fields_counts_and_times() {
        Duration shortest = Duration.ofSeconds(10);
        Expression path = Expression.path("/a/*");

        assertThat(least(limit(path, shortest))).isEqualTo(Tier.FREE);
        assertThat(least(limit(path.and(Field.VERIFIED_BOT.not()), shortest))).isEqualTo(Tier.FREE);
        assertThat(least(limit(Field.HOST.eq("a"), shortest))).isEqualTo(Tier.PRO);
        assertThat(least(limit(Field.METHOD.eq("POST"), shortest))).isEqualTo(Tier.BUSINESS);
        assertThat(least(limit(Field.header("x").eq("a"), shortest))).isEqualTo(Tier.ENTERPRISE);
        assertThat(least(limit(path, Duration.ofSeconds(60)))).isEqualTo(Tier.PRO);
        assertThat(least(limit(path, Duration.ofSeconds(90)))).isEqualTo(Tier.BUSINESS);
        assertThat(least(limit(path, Duration.ofSeconds(900)))).isEqualTo(Tier.ENTERPRISE);
        assertThat(least(rules(base(path, shortest).timeout(Duration.ZERO)))).isEqualTo(Tier.ENTERPRISE);
        assertThat(least(rules(base(path, shortest).timeout(Duration.ofSeconds(7)))))
                .isEqualTo(Tier.ENTERPRISE);
        assertThat(least(rules(base(path, shortest).timeout(Duration.ofHours(1)))))
                .isEqualTo(Tier.PRO);
        assertThat(least(rules(base(path, shortest).action(Mitigation.MANAGED_CHALLENGE))))
                .isEqualTo(Tier.FREE);
        assertThat(least(rules(base(path, shortest).countedBy(Characteristic.IP_WITH_NAT))))
                .isEqualTo(Tier.BUSINESS);
        assertThat(least(rules(base(path, shortest).countedBy(Characteristic.header("x")))))
                .isEqualTo(Tier.ENTERPRISE);
    }

    @Test
    void what_is_switched_off_needs_no_plan() {
        CdnRules rules = CdnRules.builder()
                .configuration(
                        ConfigurationRule.path("a", "/a").polish(Polish.OFF).build())
                .settings(ZoneSettings.builder().polish(Polish.OFF).webp(false).build())
                .build();

        assertThat(TierCheck.of(rules, Tier.FREE).findings()).isEmpty();
    }

    @Test
    void a_finding_names_the_plan_that_can() {
        Duration shortest = Duration.ofSeconds(10);
        CdnRules zero = rules(base(Expression.path("/a"), shortest).timeout(Duration.ZERO));

        assertThat(TierCheck.of(limit(Field.METHOD.eq("POST"), shortest), Tier.FREE)
                        .toString())
                .contains("BUSINESS or above");
        assertThat(TierCheck.of(limit(Field.HOST.eq("a"), shortest), Tier.FREE).toString())
                .contains("PRO or above");
        assertThat(TierCheck.of(zero, Tier.FREE).toString()).contains("only what is too much", "needs ENTERPRISE");
    }

    private static CdnRules key(CacheKey.Builder key) {
        return CdnRules.builder()
                .cache(CacheRule.cache("a", "/a/*").key(key.build()).build())
                .build();
    }

    private static Tier least(CdnRules rules) {
        return Stream.of(Tier.values())
                .filter(tier -> TierCheck.of(rules, tier).fits())
                .findFirst()
                .orElseThrow();
    }

    private static CdnRules edge(long seconds) {
        return CdnRules.builder()
                .cache(CacheRule.cache("a", "/a/*")
                        .edge(EdgeTtl.override(Duration.ofSeconds(seconds)))
                        .build())
                .build();
    }

    private static CdnRules limit(Expression when, Duration period) {
        return rules(base(when, period));
    }

    private static RateLimitRule.Builder base(Expression when, Duration period) {
        return RateLimitRule.when("a", when).requests(1, period);
    }

    private static CdnRules rules(RateLimitRule.Builder limit) {
        return CdnRules.builder().rateLimit(limit.build()).build();
    }

    private static CdnRules many(int rules, int security, int limits) {
        CdnRules.Builder all = CdnRules.builder();
        List<String> kinds = List.of("c", "r", "h");
        for (int i = 0; i < rules; i++) {
            all.cache(CacheRule.bypass(kinds.get(0) + i, "/" + i).build());
            all.redirect(RedirectRule.path(kinds.get(1) + i, "/" + i).to("/x").build());
            all.header(
                    HeaderRule.path(kinds.get(2) + i, "/" + i).remove("Server").build());
        }
        for (int i = 0; i < security; i++) {
            all.security(SecurityRule.block("s" + i, Expression.path("/" + i)));
        }
        for (int i = 0; i < limits; i++) {
            all.rateLimit(RateLimitRule.path("l" + i, "/" + i)
                    .requests(1, Duration.ofSeconds(10))
                    .build());
        }
        return all.build();
    }
}
