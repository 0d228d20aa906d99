package dev.seaworthy.cdn.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cdn.expression.Expression;
import dev.seaworthy.cdn.expression.Field;
import dev.seaworthy.cdn.expression.SampleRequest;
import dev.seaworthy.cdn.rules.CacheDecision;
import dev.seaworthy.cdn.rules.CacheRule;
import dev.seaworthy.cdn.rules.CdnRules;
import dev.seaworthy.cdn.rules.HeaderRule;
import dev.seaworthy.cdn.rules.RateLimitRule;
import dev.seaworthy.cdn.rules.RedirectRule;
import dev.seaworthy.cdn.rules.Rule;
import dev.seaworthy.cdn.rules.SecurityRule;
import dev.seaworthy.cdn.rules.Skip;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final SampleRequest CSS = SampleRequest.get("https://contentmax.ai/static/a.css");
    private static final Expression ALL = Expression.always();

    @Test
    void it_says_what_happens_to_a_file_of_the_story() {
        assertThat(Explanation.of(ContentMaxRules.declared(), CSS)).hasToString("""
                        GET https://contentmax.ai/static/a.css
                          sw_static: cache if starts_with(http.request.uri.path, "/static/"), edge 2678400 s, browser 86400 s
                          cache: kept; edge 2678400 s, browser 86400 s\
                        """);
    }

    @Test
    void it_says_what_happens_to_a_bot_at_the_api() {
        SampleRequest person = SampleRequest.get("https://contentmax.ai/api/posts");

        assertThat(fired(ContentMaxRules.declared(), person)).containsExactly("sw_api-limit", "sw_api");
        assertThat(Explanation.of(ContentMaxRules.declared(), person).toString())
                .contains("cache: bypassed");
        assertThat(fired(ContentMaxRules.declared(), person.userAgent("bot"))).containsExactly("sw_bots");
        assertThat(Explanation.of(ContentMaxRules.declared(), person.userAgent("bot"))
                        .cache())
                .isEmpty();
    }

    @Test
    void a_redirect_ends_it_and_the_first_counts() {
        CdnRules rules = CdnRules.builder()
                .redirect(
                        RedirectRule.when("one", ALL).to("/1").build(),
                        RedirectRule.when("two", ALL).to("/2").build())
                .cache(CacheRule.cache("all", ALL).build())
                .build();

        assertThat(fired(rules, CSS)).containsExactly("sw_one");
    }

    @Test
    void what_spares_or_notes_does_not_end_it() {
        CdnRules rules = CdnRules.builder()
                .security(
                        SecurityRule.log("log", ALL),
                        SecurityRule.skip("spare", ALL, Skip.RATE_LIMITS, Skip.REMAINING_CUSTOM_RULES),
                        SecurityRule.block("block", ALL))
                .rateLimit(RateLimitRule.when("limit", ALL)
                        .requests(1, Duration.ofSeconds(10))
                        .build())
                .header(HeaderRule.when("header", ALL).remove("Server").build())
                .build();

        assertThat(fired(rules, CSS)).containsExactly("sw_log", "sw_spare", "sw_header");
        assertThat(Explanation.of(rules, CSS).cache().map(CacheDecision::outcome))
                .contains(CacheDecision.Outcome.DEFAULT);
    }

    @Test
    void sparing_one_thing_spares_no_other() {
        CdnRules rules = CdnRules.builder()
                .security(SecurityRule.skip("spare", ALL, Skip.MANAGED_RULES), SecurityRule.jsChallenge("ask", ALL))
                .rateLimit(RateLimitRule.when("limit", ALL)
                        .requests(1, Duration.ofSeconds(10))
                        .build())
                .build();

        assertThat(fired(rules, CSS)).containsExactly("sw_spare", "sw_ask");
    }

    @Test
    void what_is_unknown_may_happen() {
        CdnRules rules = CdnRules.builder()
                .security(SecurityRule.block("abroad", Field.COUNTRY.ne("DE")))
                .cache(CacheRule.bypass("france", Field.COUNTRY.eq("FR")).build())
                .build();

        assertThat(Explanation.of(rules, CSS).toString())
                .contains("perhaps sw_abroad", "perhaps sw_france", "cache: no rule");
        assertThat(fired(rules, CSS)).isEmpty();
        assertThat(fired(rules, CSS.country("FR"))).containsExactly("sw_abroad");
    }

    private static List<String> fired(CdnRules rules, SampleRequest request) {
        return Explanation.of(rules, request).fired().stream().map(Rule::ref).toList();
    }
}
