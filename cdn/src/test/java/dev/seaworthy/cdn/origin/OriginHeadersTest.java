package dev.seaworthy.cdn.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.seaworthy.cdn.expression.Expression;
import dev.seaworthy.cdn.expression.Field;
import dev.seaworthy.cdn.expression.SampleRequest;
import dev.seaworthy.cdn.rules.BrowserTtl;
import dev.seaworthy.cdn.rules.CacheRule;
import dev.seaworthy.cdn.rules.CdnRules;
import dev.seaworthy.cdn.rules.EdgeTtl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginHeadersTest {
    private static final CdnRules RULES = CdnRules.builder()
            .cache(
                    CacheRule.cache("static", "/static/*")
                            .edge(EdgeTtl.override(Duration.ofDays(31)))
                            .browser(BrowserTtl.override(Duration.ofDays(1)))
                            .build(),
                    CacheRule.cache("fresh", "/fresh/*")
                            .edge(EdgeTtl.override(Duration.ofHours(3)))
                            .browser(BrowserTtl.bypass())
                            .build(),
                    CacheRule.cache("plain", "/plain/*")
                            .edge(EdgeTtl.respectOrigin())
                            .build(),
                    CacheRule.bypass("api", "/api/*").build())
            .build();

    @Test
    void what_is_kept_is_said_to_browsers_and_to_the_edge_in_order() {
        Map<String, String> headers = OriginHeaders.of(RULES)
                .taggedBy(path -> CacheTags.of("static", "v1"))
                .forPath("/static/a.js");

        assertThat(headers)
                .containsExactly(
                        entry("Cache-Control", "public, max-age=86400"),
                        entry("CDN-Cache-Control", "max-age=2678400"),
                        entry("Cache-Tag", "static,v1"),
                        entry("Surrogate-Key", "static v1"));
    }

    @Test
    void what_is_bypassed_is_private_and_has_no_tags() {
        Map<String, String> headers =
                OriginHeaders.of(RULES).taggedBy(path -> CacheTags.of("api")).forPath("/api/posts");

        assertThat(headers)
                .containsExactly(entry("Cache-Control", "private, no-store"), entry("CDN-Cache-Control", "no-store"));
    }

    @Test
    void browsers_that_shall_keep_nothing_ask_each_time() {
        assertThat(OriginHeaders.of(RULES).forPath("/fresh/a"))
                .containsExactly(
                        entry("Cache-Control", "public, max-age=0, must-revalidate"),
                        entry("CDN-Cache-Control", "max-age=10800"));
    }

    @Test
    void where_the_rules_leave_it_to_the_origin_nothing_is_said() {
        assertThat(OriginHeaders.of(RULES).forPath("/plain/a")).isEmpty();
        assertThat(OriginHeaders.of(RULES).forPath("/other")).isEmpty();
    }

    @Test
    void what_may_be_bypassed_is_never_public() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            CdnRules rules = CdnRules.builder()
                    .cache(random.ints(4, 0, 6)
                            .mapToObj(kind -> rule("r" + random.nextInt(1_000_000_000), kind))
                            .toArray(CacheRule[]::new))
                    .build();

            Map<String, String> headers = OriginHeaders.of(rules).forPath("/api/x");

            boolean bypass = rules.cacheDecision(SampleRequest.getByAnybody("https://www.example.com/api/x"))
                    .mayBypass();
            assertThat(headers.getOrDefault("Cache-Control", "").contains("public") && bypass)
                    .as(rules.toString())
                    .isFalse();
            assertThat(headers.containsValue("private, no-store")).isEqualTo(bypass);
        }
    }

    @Test
    void a_bypass_for_those_with_a_session_makes_nothing_public_of_the_path() {
        CacheRule blog = CacheRule.cache("blog", "/blog/*")
                .browser(BrowserTtl.override(Duration.ofHours(1)))
                .build();
        Expression session = Field.COOKIES.contains("session=");
        CdnRules bypassed = CdnRules.builder()
                .cache(blog, CacheRule.bypass("session", session).build())
                .build();
        CdnRules elsewhere = CdnRules.builder()
                .cache(
                        blog,
                        CacheRule.bypass("session", session.and(Expression.path("/shop/*")))
                                .build())
                .build();

        assertThat(OriginHeaders.of(bypassed).forPath("/blog/a")).containsEntry("Cache-Control", "private, no-store");
        assertThat(OriginHeaders.of(elsewhere).forPath("/blog/a"))
                .containsEntry("Cache-Control", "public, max-age=3600");
    }

    @Test
    void rules_of_a_host_need_the_site() {
        CdnRules rules = CdnRules.builder()
                .cache(CacheRule.bypass("admin", Field.HOST.eq("admin.contentmax.example"))
                        .build())
                .build();

        assertThat(OriginHeaders.of(rules).forPath("/")).isEmpty();
        assertThat(OriginHeaders.of(rules, "https://admin.contentmax.example").forPath("/"))
                .containsEntry("Cache-Control", "private, no-store");
    }

    @Test
    void directives_are_written_as_the_standards_have_them() {
        CacheControl all = CacheControl.builder()
                .isPublic()
                .maxAge(Duration.ofDays(365))
                .sharedMaxAge(Duration.ofMinutes(1))
                .immutable()
                .noTransform()
                .staleWhileRevalidate(Duration.ofSeconds(30))
                .staleIfError(Duration.ofHours(1))
                .build();

        assertThat(all)
                .hasToString("public, max-age=31536000, s-maxage=60, immutable, no-transform,"
                        + " stale-while-revalidate=30, stale-if-error=3600");
        assertThat(CacheControl.builder().noCache().mustRevalidate().build()).hasToString("no-cache, must-revalidate");
        assertThat(all.isShared()).isTrue();
        assertThat(CacheControl.PRIVATE_NO_STORE.isShared()).isFalse();
        assertThat(CacheControl.NO_STORE.isShared()).isFalse();
        assertThat(CacheControl.builder().isPrivate().build().isShared()).isFalse();
        assertThat(CacheControl.builder().noStore().build()).isEqualTo(CacheControl.NO_STORE);
    }

    @Test
    void directives_that_contradict_each_other_are_refused() {
        assertThat(List.<CacheControl.Builder>of(
                        CacheControl.builder(),
                        CacheControl.builder().isPublic().isPrivate(),
                        CacheControl.builder().isPublic().noStore(),
                        CacheControl.builder().isPrivate().sharedMaxAge(Duration.ofDays(1)),
                        CacheControl.builder().noStore().maxAge(Duration.ZERO),
                        CacheControl.builder().isPublic().immutable(),
                        CacheControl.builder().maxAge(Duration.ofSeconds(-1)),
                        CacheControl.builder().maxAge(Duration.ofMillis(1)),
                        CacheControl.builder().maxAge(Duration.ofDays(1)).maxAge(Duration.ofDays(2))))
                .allSatisfy(one -> assertThatIllegalArgumentException().isThrownBy(one::build));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a,b", "é", "a\n"})
    void a_tag_that_would_be_two_or_none_is_refused(String tag) {
        assertThatIllegalArgumentException().isThrownBy(() -> CacheTags.of(tag));
    }

    @Test
    void tags_fit_into_their_headers() {
        assertThat(CacheTags.LONGEST_TAG).isEqualTo(1024);
        assertThat(CacheTags.LONGEST_HEADER).isEqualTo(16384);
        assertThat(CacheTags.LONGEST_CDN_TAG).isEqualTo(1024);
        assertThat(CacheTags.of("x".repeat(1024)).cacheTag()).hasSize(1024);
        assertThat(CacheTags.of("x".repeat(1024)).cdnTag()).hasSize(1024);
        assertThatIllegalArgumentException().isThrownBy(() -> CacheTags.of("x".repeat(1025)));
        assertThat(new CacheTags(tags(1024)).cacheTag()).hasSize(16383);
        assertThatIllegalArgumentException().isThrownBy(() -> new CacheTags(tags(1025)));
        assertThatThrownBy(() -> new CacheTags(tags(65)).cdnTag()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tags_that_differ_in_case_alone_are_one() {
        assertThat(CacheTags.of("Blog", "blog", "news").tags()).containsExactly("Blog", "news");
        assertThat(CacheTags.none().isEmpty()).isTrue();
    }

    /** Each of 15 characters, 16 with its comma. */
    private static List<String> tags(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format("tag-%011d", i))
                .toList();
    }

    private static CacheRule rule(String id, int kind) {
        Expression when = List.of(Expression.path("/api/*"), Expression.path("/other"), Field.COUNTRY.eq("DE"))
                .get(kind % 3);
        return kind < 3
                ? CacheRule.bypass(id, when).build()
                : CacheRule.cache(id, when)
                        .browser(BrowserTtl.override(Duration.ofDays(1)))
                        .build();
    }
}
