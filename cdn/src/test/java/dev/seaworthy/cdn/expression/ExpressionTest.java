package dev.seaworthy.cdn.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final SampleRequest API = SampleRequest.get("https://contentmax.example/api/posts?page=2");

    @Test
    void the_bots_of_the_story_are_those_that_say_bot_and_not_googlebot() {
        Expression bots = Field.USER_AGENT
                .contains("bot")
                .and(Field.USER_AGENT.contains("googlebot").not());

        assertThat(bots).hasToString("http.user_agent contains \"bot\" and not http.user_agent contains \"googlebot\"");
        assertThat(bots.match(API.userAgent("bot/1.0"))).isEqualTo(Match.YES);
        assertThat(bots.match(API.userAgent("googlebot/2.1"))).isEqualTo(Match.NO);
        assertThat(bots.match(API.userAgent("Mozilla/5.0"))).isEqualTo(Match.NO);
        assertThat(bots.match(API)).isEqualTo(Match.NO);
    }

    @Test
    void the_story_misses_bots_in_capitals_and_challenges_the_true_googlebot() {
        Expression bots = Field.USER_AGENT
                .contains("bot")
                .and(Field.USER_AGENT.contains("googlebot").not());
        Expression better = Field.USER_AGENT.lower().contains("bot").and(Field.VERIFIED_BOT.not());
        SampleRequest google =
                API.userAgent("Mozilla/5.0 (compatible; Googlebot/2.1)").verifiedBot();

        assertThat(bots.match(API.userAgent("EvilBot"))).isEqualTo(Match.NO);
        assertThat(bots.match(google)).isEqualTo(Match.YES);
        assertThat(better.match(API.userAgent("EvilBot"))).isEqualTo(Match.YES);
        assertThat(better.match(google)).isEqualTo(Match.NO);
        assertThat(better).hasToString("lower(http.user_agent) contains \"bot\" and not cf.client.bot");
    }

    @ParameterizedTest
    @CsvSource({
        "/static/*, 'starts_with(http.request.uri.path, \"/static/\")'",
        "/about, 'http.request.uri.path eq \"/about\"'",
        "*.css, 'ends_with(http.request.uri.path, \".css\")'",
        "/a/*/b, 'http.request.uri.path strict wildcard \"/a/*/b\"'",
        "/a\\*/b, 'http.request.uri.path strict wildcard \"/a\\\\\\\\*/b\"'",
        "*, 'true'"
    })
    void a_path_pattern_is_the_plainest_comparison(String pattern, String text) {
        assertThat(Expression.path(pattern)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "static/*", "/a?b", "/a#b", "/a b", "/é", "/a/**", "**"})
    void a_path_pattern_that_could_never_fit_is_refused(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> Expression.path(pattern));
    }

    @Test
    void the_api_of_the_story_is_what_lies_below_it_and_not_what_mentions_it() {
        Expression api = Expression.path("/api/*");

        assertThat(api.match(API)).isEqualTo(Match.YES);
        assertThat(api.match(API.path("/blog/api/x"))).isEqualTo(Match.NO);
        assertThat(api.match(API.path("/API/x"))).isEqualTo(Match.NO);
        assertThat(Field.PATH.contains("/api/").match(API.path("/blog/api/x"))).isEqualTo(Match.YES);
    }

    @Test
    void a_value_cannot_end_its_quotes() {
        Expression evil = Field.PATH.eq("/\" or true or \"");

        assertThat(evil).hasToString("http.request.uri.path eq \"/\\\" or true or \\\"\"");
        assertThat(Expression.parse(evil.text())).isEqualTo(evil);
    }

    @Test
    void parts_stand_in_the_parentheses_that_they_need() {
        Expression a = Field.SSL;
        Expression b = Field.VERIFIED_BOT;
        Expression c = Field.HOST.eq("x");

        assertThat(a.and(b).or(c)).hasToString("(ssl and cf.client.bot) or http.host eq \"x\"");
        assertThat(a.and(b.or(c))).hasToString("ssl and (cf.client.bot or http.host eq \"x\")");
        assertThat(a.or(b).not()).hasToString("not (ssl or cf.client.bot)");
        assertThat(a.and(b).and(c)).hasToString("ssl and cf.client.bot and http.host eq \"x\"");
        assertThat(a.not().not()).isEqualTo(a);
        assertThat(a.and(Expression.rawUnsafely("cf.waf.score lt 20 or ssl")))
                .hasToString("ssl and (cf.waf.score lt 20 or ssl)");
        assertThat(Expression.all(List.of(a, b))).isEqualTo(a.and(b));
        assertThat(Expression.any(List.of(a, b))).isEqualTo(a.or(b));
        assertThatIllegalArgumentException().isThrownBy(() -> Expression.any(List.of()));
    }

    @Test
    void every_field_writes_its_own_name() {
        assertThat(Field.header("X-Test").eq("a")).hasToString("any(http.request.headers[\"x-test\"][*] eq \"a\")");
        assertThat(Field.header("x").ne("a")).hasToString("not any(http.request.headers[\"x\"][*] eq \"a\")");
        assertThat(Field.header("x").startsWith("a*"))
                .hasToString("any(http.request.headers[\"x\"][*] strict wildcard \"a\\\\**\")");
        assertThat(Field.cookie("s").lower().contains("b"))
                .hasToString("any(lower(http.request.cookies[\"s\"][*])[*] contains \"b\")");
        assertThat(Field.IP.in("203.0.113.0/24", "2001:db8::1")).hasToString("ip.src in {203.0.113.0/24 2001:db8::1}");
        assertThat(Field.COUNTRY.in("DE", "T1")).hasToString("ip.src.country in {\"DE\" \"T1\"}");
        assertThat(Field.ASN.in(13335, 64500)).hasToString("ip.src.asnum in {13335 64500}");
        assertThat(Field.ASN.lessThan(5)).hasToString("ip.src.asnum lt 5");
        assertThat(Field.URI.matchesRegex("^/\\d")).hasToString("http.request.uri matches \"^/\\\\d\"");
        assertThat(Field.EXTENSION.in("css", "js")).hasToString("http.request.uri.path.extension in {\"css\" \"js\"}");
    }

    @Test
    void comparisons_hold_as_at_cloudflare() {
        SampleRequest request = SampleRequest.get("https://Shop.example/A/b.CSS?q=1")
                .method("POST")
                .header("X-Test", "One")
                .header("x-test", "Two")
                .cookie("session", "Abc")
                .cookie("theme", "dark")
                .ip("203.0.113.9")
                .country("DE")
                .asn(64500);

        assertThat(List.of(
                        Field.PATH.eq("/A/b.CSS"),
                        Field.PATH.wildcard("/a/*.css"),
                        Field.PATH.lower().eq("/a/b.css"),
                        Field.PATH.endsWith(".CSS"),
                        Field.EXTENSION.eq("css"),
                        Field.URI.eq("/A/b.CSS?q=1"),
                        Field.QUERY.eq("q=1"),
                        Field.FULL_URI.startsWith("https://Shop.example/A"),
                        Field.HOST.eq("shop.example"),
                        Field.METHOD.in("PUT", "POST"),
                        Field.header("X-TEST").eq("Two"),
                        Field.header("x-test").lower().in("one"),
                        Field.header("x-none").ne("a"),
                        Field.cookie("session").startsWith("Ab"),
                        Field.cookie("session").endsWith("bc"),
                        Field.COOKIES.eq("session=Abc; theme=dark"),
                        Field.REFERER.eq(""),
                        Field.SSL,
                        Field.IP.in("198.51.100.0/24", "203.0.113.0/24"),
                        Field.IP.eq("203.0.113.9"),
                        Field.IP.in("203.0.113.9/32"),
                        Field.COUNTRY.ne("FR"),
                        Expression.parse("ip.src ne 203.0.113.8"),
                        Field.ASN.atLeast(64500),
                        Field.ASN.atMost(64500),
                        Field.ASN.greaterThan(64499),
                        Field.ASN.ne(1),
                        Field.ASN.in(64500)))
                .allSatisfy(one -> assertThat(one.match(request)).as(one.text()).isEqualTo(Match.YES));
        assertThat(List.of(
                        Field.PATH.eq("/a/b.css"),
                        Field.PATH.contains("/a/"),
                        Field.PATH.startsWith("/a"),
                        Field.PATH.strictWildcard("/a/*.css"),
                        Field.PATH.in("/A", "/b"),
                        Field.PATH.endsWith("/b"),
                        Field.METHOD.eq("GET"),
                        Field.header("x-none").contains("a"),
                        Expression.parse("ip.src ne 203.0.113.9"),
                        Field.VERIFIED_BOT,
                        Field.IP.in("203.0.113.0/29", "2001:db8::/32"),
                        Field.ASN.lessThan(64500),
                        Field.ASN.eq(6450)))
                .allSatisfy(one -> assertThat(one.match(request)).as(one.text()).isEqualTo(Match.NO));
    }

    @Test
    void what_the_sample_does_not_say_is_unknown_unless_it_does_not_matter() {
        Expression germany = Field.COUNTRY.eq("DE");

        assertThat(germany.match(API)).isEqualTo(Match.UNKNOWN);
        assertThat(germany.not().match(API)).isEqualTo(Match.UNKNOWN);
        assertThat(germany.and(Field.SSL).match(API)).isEqualTo(Match.UNKNOWN);
        assertThat(germany.and(Field.VERIFIED_BOT).match(API)).isEqualTo(Match.NO);
        assertThat(germany.or(Field.SSL).match(API)).isEqualTo(Match.YES);
        assertThat(Expression.rawUnsafely("ssl").match(API)).isEqualTo(Match.UNKNOWN);
        assertThat(Field.PATH.matchesRegex(".").match(API)).isEqualTo(Match.UNKNOWN);
        assertThat(Field.IP.eq("1.2.3.4").match(API)).isEqualTo(Match.UNKNOWN);
        assertThat(Field.ASN.eq(1).match(API)).isEqualTo(Match.UNKNOWN);
        assertThat(Match.UNKNOWN.isPossible()).isTrue();
        assertThat(Match.NO.isPossible()).isFalse();
        assertThat(Match.UNKNOWN.isYes()).isFalse();
    }

    @Test
    void of_anybody_nothing_is_known_but_what_is_stated() {
        SampleRequest anybody = SampleRequest.getByAnybody("https://contentmax.example/a");

        assertThat(List.of(
                        Field.USER_AGENT.eq("a"),
                        Field.REFERER.eq(""),
                        Field.COOKIES.contains("a"),
                        Field.cookie("a").eq("b"),
                        Field.header("x").eq("b"),
                        Field.QUERY.eq(""),
                        Field.URI.eq("/a"),
                        Field.FULL_URI.eq("https://contentmax.example/a"),
                        Field.VERIFIED_BOT))
                .allSatisfy(one -> assertThat(one.match(anybody)).as(one.text()).isEqualTo(Match.UNKNOWN));
        assertThat(List.of(Field.PATH.eq("/a"), Field.METHOD.eq("GET"), Field.SSL, Field.HOST.eq("contentmax.example")))
                .allSatisfy(one -> assertThat(one.match(anybody)).as(one.text()).isEqualTo(Match.YES));
        assertThat(Field.header("x").eq("b").match(anybody.header("X", "b"))).isEqualTo(Match.YES);
        assertThat(Field.USER_AGENT.eq("b").match(anybody.userAgent("a"))).isEqualTo(Match.NO);
        assertThat(Field.cookie("a").eq("b").match(anybody.cookie("a", "b"))).isEqualTo(Match.YES);
        assertThat(Field.VERIFIED_BOT.match(anybody.verifiedBot())).isEqualTo(Match.YES);
        assertThat(Field.QUERY.eq("q").match(SampleRequest.getByAnybody("https://contentmax.example/?q")))
                .isEqualTo(Match.YES);
    }

    @Test
    void what_could_never_hold_or_cloudflare_refuses_is_refused() {
        assertThat(List.<Runnable>of(
                        () -> Field.PATH.lower().contains("Bot"),
                        () -> Field.METHOD.eq("get"),
                        () -> Field.COUNTRY.eq("de"),
                        () -> Field.COUNTRY.in("DE", "Germany"),
                        () -> Field.PATH.contains(""),
                        () -> Field.header("x").startsWith(""),
                        () -> Field.PATH.in(),
                        () -> Field.PATH.wildcard("/a/**"),
                        () -> Field.IP.eq("203.0.113.0/24"),
                        () -> Field.IP.in("203.0.113.1/24"),
                        () -> Field.IP.in("203.0.113"),
                        () -> Field.IP.in("localhost"),
                        () -> Field.IP.in("203.0.113.0/33"),
                        () -> Field.IP.in("1.2.3.4} or true"),
                        () -> Field.ASN.eq(-1),
                        () -> Field.header("a b"),
                        () -> Field.cookie("")))
                .allSatisfy(one -> assertThatIllegalArgumentException().isThrownBy(one::run));
        assertThatCode(() -> Field.PATH.lower().matchesRegex("\\D")).doesNotThrowAnyException();
    }

    @Test
    void a_text_of_more_than_4096_characters_is_refused() {
        int rest = Expression.MAX_LENGTH - Field.PATH.eq("").text().length();

        assertThat(Expression.MAX_LENGTH).isEqualTo(4096);
        assertThat(Field.PATH.eq("x".repeat(rest)).text()).hasSize(4096);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Field.PATH.eq("x".repeat(rest + 1)))
                .withMessageContaining("4097");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "true) or (true",
                "ssl or (",
                "a {\"b\" ]",
                "http.host eq \"x",
                "a eq \"\\n\"",
                "r#\"a\""
            })
    void a_raw_text_that_reaches_out_of_its_parentheses_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Expression.rawUnsafely(text));
    }

    @Test
    void brackets_in_a_raw_string_are_text() {
        assertThat(Expression.rawUnsafely("http.host eq r#\"(\"\\\"#").isRaw()).isTrue();
    }

    @Test
    void it_says_what_it_asks() {
        Expression both = Field.PATH
                .startsWith("/a/")
                .and(Field.VERIFIED_BOT.not())
                .or(Field.header("x").eq("1"));

        assertThat(both.fields()).containsExactly("cf.client.bot", "http.request.headers", "http.request.uri.path");
        assertThat(both.usesRegex()).isFalse();
        assertThat(both.isRaw()).isFalse();
        assertThat(both.and(Field.URI.matchesRegex("a")).usesRegex()).isTrue();
    }

    @Test
    void its_example_paths_fit_it() {
        List<Expression> about = List.of(
                Expression.path("/static/*"),
                Expression.path("/about"),
                Expression.path("*.css"),
                Expression.path("/a/*/b"),
                Field.PATH.contains("/api/"),
                Field.PATH.contains("api"),
                Field.PATH.in("/a", "/b"),
                Field.EXTENSION.in("js"));

        assertThat(about)
                .allSatisfy(one -> assertThat(one.examplePaths())
                        .isNotEmpty()
                        .allSatisfy(path ->
                                assertThat(one.match(API.path(path))).as(path).isEqualTo(Match.YES)));
        assertThat(Field.PATH.eq("/a b").examplePaths()).isEmpty();
        assertThat(Field.HOST.eq("a").examplePaths()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"contentmax.example/a", "ftp://contentmax.example/", "/a", "https:///a"})
    void a_sample_needs_a_url_of_the_web(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> SampleRequest.get(url));
    }

    @Test
    void an_address_of_one_family_is_in_no_range_of_the_other() {
        assertThat(Field.IP.eq("0.0.0.1").match(API.ip("::1"))).isEqualTo(Match.NO);
        assertThat(Field.IP.in("::/0").match(API.ip("::1"))).isEqualTo(Match.YES);
        assertThatIllegalArgumentException().isThrownBy(() -> API.ip("192.0.2.0/24"));
    }

    @Test
    void a_sample_without_a_path_asks_for_the_root() {
        assertThat(SampleRequest.get("https://contentmax.example").path()).isEqualTo("/");
        assertThat(API).hasToString("GET https://contentmax.example/api/posts?page=2");
    }
}
