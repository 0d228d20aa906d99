package dev.seaworthy.cdn.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.cdn.CdnException;
import dev.seaworthy.cdn.probe.declaration.Expectation;
import dev.seaworthy.cdn.probe.declaration.Visitor;
import dev.seaworthy.cdn.probe.verdict.CacheFinding;
import dev.seaworthy.cdn.probe.verdict.CacheState;
import dev.seaworthy.cdn.probe.verdict.FindingKind;
import dev.seaworthy.cdn.probe.verdict.Observation;
import dev.seaworthy.cdn.probe.verdict.Severity;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheProbeTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final List<Duration> pauses = new ArrayList<>();
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start(request -> ok());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** Header sets of what is declared cached, and what is found beside what is as declared. */
    static Stream<Arguments> copies() {
        return Stream.of(
                found("a hit of the standard", "Cache-Status: edge; hit; ttl=30", FindingKind.CACHED),
                found("a hit of a shield", "Cache-Status: shield; hit, edge; fwd=uri-miss", FindingKind.CACHED),
                found("Cloudflare's hit", "CF-Cache-Status: HIT\nAge: 3", FindingKind.CACHED),
                found("Cloudflare's stale copy", "CF-Cache-Status: UPDATING", FindingKind.CACHED),
                found("Cloudflare's revalidated copy", "CF-Cache-Status: REVALIDATED", FindingKind.CACHED),
                found("CloudFront's hit", "X-Cache: Hit from cloudfront\nAge: 1", FindingKind.CACHED),
                found("CloudFront's refreshed hit", "X-Cache: RefreshHit from cloudfront", FindingKind.CACHED),
                found("Fastly's hit", "X-Cache: MISS, HIT\nX-Cache-Hits: 0, 1\nAge: 0", FindingKind.CACHED),
                found("Akamai's hit", "X-Cache: TCP_MEM_HIT from a23-1-2-3.example", FindingKind.CACHED),
                found("nginx' hit", "X-Cache-Status: HIT", FindingKind.CACHED),
                found("Bunny's hit", "CDN-Cache: HIT", FindingKind.CACHED),
                found("Vercel's hit", "x-vercel-cache: PRERENDER", FindingKind.CACHED),
                found("Varnish's hit", "X-Varnish: 32774 32772\nAge: 0", FindingKind.CACHED),
                found("an age alone", "Age: 7", FindingKind.CACHED),
                found("a miss", "CF-Cache-Status: MISS", FindingKind.NOT_CACHED),
                found("an expired copy", "CF-Cache-Status: EXPIRED", FindingKind.NOT_CACHED),
                found("not eligible", "CF-Cache-Status: DYNAMIC", FindingKind.NOT_CACHED),
                found("Varnish's miss", "X-Varnish: 32774\nAge: 0", FindingKind.NOT_CACHED, FindingKind.NOT_VISIBLE),
                found("no header", "X-Else: 1", FindingKind.NOT_CACHED, FindingKind.NOT_VISIBLE),
                found("a miss over an old one", "CF-Cache-Status: MISS\nAge: 9", FindingKind.NOT_CACHED),
                found(
                        "a cookie on a copy",
                        "X-Cache: HIT\nSet-Cookie: sid=1; Path=/",
                        FindingKind.CACHED,
                        FindingKind.COOKIE_CACHED),
                found("a cookie of the edge", "X-Cache: HIT\nSet-Cookie: __cf_bm=1; Path=/", FindingKind.CACHED),
                found("Vary by all", "X-Cache: MISS\nVary: *", FindingKind.NOT_CACHED, FindingKind.VARY_ALL),
                found(
                        "Vary by visitor",
                        "X-Cache: HIT\nVary: Accept-Encoding, Cookie, User-Agent",
                        FindingKind.CACHED,
                        FindingKind.VARY_VISITOR),
                found(
                        "encoded unasked",
                        "X-Cache: HIT\nContent-Encoding: br",
                        FindingKind.CACHED,
                        FindingKind.VARY_ENCODING),
                found(
                        "older than it says",
                        "X-Cache: HIT\nAge: 61\nCache-Control: max-age=9, s-maxage=60",
                        FindingKind.CACHED,
                        FindingKind.OVER_AGE),
                found(
                        "as old as it may be",
                        "X-Cache: HIT\nAge: 60\nCache-Control: max-age=9, s-maxage=60",
                        FindingKind.CACHED),
                found(
                        "old while it is revalidated",
                        "X-Cache: HIT\nAge: 70\nCache-Control: max-age=60, stale-while-revalidate=10",
                        FindingKind.CACHED),
                found(
                        "young by the targeted field",
                        "X-Cache: HIT\nAge: 70\nCache-Control: max-age=60\nCDN-Cache-Control: max-age=600",
                        FindingKind.CACHED));
    }

    private static Arguments found(String name, String headers, FindingKind... kinds) {
        return Arguments.argumentSet(name, headers, List.of(kinds));
    }

    @ParameterizedTest
    @MethodSource("copies")
    void says_of_what_is_declared_cached(String headers, List<FindingKind> kinds) throws InterruptedException {
        server.answer(request -> ok(headers.split("\n", -1)));

        assertThat(kinds(Expectation.cached(server.url("/a")))).containsExactlyInAnyOrderElementsOf(kinds);
    }

    /** Header sets of what is declared never cached. */
    static Stream<Arguments> bypasses() {
        String no = "\nCache-Control: private, no-store";
        return Stream.of(
                found("not eligible", "CF-Cache-Status: DYNAMIC" + no, FindingKind.BYPASSED),
                found("a bypass", "CF-Cache-Status: BYPASS" + no, FindingKind.BYPASSED),
                found("a bypass of the standard", "Cache-Status: edge; fwd=bypass" + no, FindingKind.BYPASSED),
                found("a miss each time", "X-Cache: Miss from cloudfront" + no, FindingKind.BYPASSED),
                found("Azure's", "X-Cache: CONFIG_NOCACHE" + no, FindingKind.BYPASSED),
                found("no header", "X-Else: 1" + no, FindingKind.BYPASSED, FindingKind.NOT_VISIBLE),
                found("no word of the origin", "CF-Cache-Status: DYNAMIC", FindingKind.BYPASSED, FindingKind.STORABLE),
                found(
                        "a lifetime",
                        "CF-Cache-Status: DYNAMIC\nCache-Control: max-age=0, s-maxage=1",
                        FindingKind.BYPASSED,
                        FindingKind.STORABLE),
                found("no lifetime", "CF-Cache-Status: DYNAMIC\nCache-Control: max-age=0", FindingKind.BYPASSED),
                found("a hit", "CF-Cache-Status: HIT" + no, FindingKind.PRIVATE_CACHED),
                found("a stale copy", "Cache-Status: e; hit; ttl=-4" + no, FindingKind.PRIVATE_CACHED),
                found(
                        "a revalidated one",
                        "Cache-Status: e; fwd=stale; fwd-status=304" + no,
                        FindingKind.PRIVATE_CACHED),
                found("an inner cache's copy", "CF-Cache-Status: DYNAMIC\nAge: 12" + no, FindingKind.PRIVATE_CACHED),
                found(
                        "a session for all",
                        "X-Cache: HIT\nSet-Cookie: sid=1" + no,
                        FindingKind.PRIVATE_CACHED,
                        FindingKind.COOKIE_CACHED));
    }

    @ParameterizedTest
    @MethodSource("bypasses")
    void says_of_what_is_declared_never_cached(String headers, List<FindingKind> kinds) throws InterruptedException {
        server.answer(request -> ok(headers.split("\n", -1)));

        assertThat(kinds(Expectation.neverCached(server.url("/a")))).containsExactlyInAnyOrderElementsOf(kinds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cache-Control: no-store|says no-store",
                "Cache-Control: private|says private",
                "Cache-Control: no-cache|says no-cache",
                "Cache-Control: max-age=60, s-maxage=0|says s-maxage=0",
                "Cache-Control: max-age=0|says max-age=0",
                "Cache-Control: max-age=60;CDN-Cache-Control: no-store|says no-store",
                "X-Cache: MISS|declares no lifetime",
                "Set-Cookie: sid=1|sets a cookie: sid",
                "Vary: Cookie|varies by cookie",
                "Vary: *|varies by everything",
                "CF-Cache-Status: DYNAMIC|bypasses its cache",
                "X-Else: 1|no header tells",
                "X-Cache: MISS;Cache-Control: max-age=60|see the CDN's rules"
            })
    void says_why_it_is_not_cached(String row) throws InterruptedException {
        String[] columns = row.split("\\|", 2);
        server.answer(request -> ok(columns[0].split(";", -1)));

        assertThat(findings(Expectation.cached(server.url("/a"))))
                .filteredOn(finding -> finding.kind() == FindingKind.NOT_CACHED)
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains(columns[1]));
    }

    @Test
    void a_copy_may_come_at_the_last_try_and_not_after() throws InterruptedException {
        server.answer(request -> ok(server.requests().size() < 4 ? "X-Cache: MISS" : "X-Cache: HIT"));

        assertThat(kinds(Expectation.cached(server.url("/a")))).containsExactly(FindingKind.CACHED);
        assertThat(pauses).hasSize(3).containsOnly(CacheProbe.DEFAULT_BETWEEN);
    }

    @Test
    void a_copy_after_the_last_try_is_too_late() throws InterruptedException {
        server.answer(request -> ok(server.requests().size() < 4 ? "X-Cache: MISS" : "X-Cache: HIT"));

        assertThat(kinds(Expectation.cached(server.url("/a")).within(2))).containsExactly(FindingKind.NOT_CACHED);
    }

    @Test
    void what_one_visitor_sent_and_another_got_is_critical() throws InterruptedException {
        String[] kept = {""};
        server.answer(request -> {
            kept[0] = kept[0].isEmpty() ? "Hello " + request.header("Cookie") : kept[0];
            return "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nX-Cache: HIT\r\n\r\n" + kept[0];
        });

        ProbeReport report = probe(Expectation.cached(server.url("/page"))).run();

        assertThat(report.findings(Severity.CRITICAL))
                .extracting(CacheFinding::kind)
                .containsExactly(FindingKind.PRIVATE_SERVED);
        assertThat(report.toText()).contains("What visitor 1 has sent came back to another");
        assertThat(report.isClean()).isFalse();
    }

    @Test
    void what_a_visitor_gets_back_himself_is_no_leak() throws InterruptedException {
        server.answer(request -> "HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nX-Cache: MISS\r\n\r\n"
                + request.header("Cookie") + request.header("Authorization"));

        assertThat(kinds(Expectation.neverCached(server.url("/me")))).containsExactly(FindingKind.BYPASSED);
    }

    @Test
    void visitors_differ_in_each_run_and_come_by_cookie_and_by_token() throws InterruptedException {
        probe(Expectation.neverCached(server.url("/me"))).run();

        assertThat(server.requests())
                .extracting(request -> request.header("Cookie"))
                .filteredOn(c -> !c.isEmpty())
                .hasSize(3)
                .allMatch(cookie -> cookie.startsWith("seaworthy_probe="))
                .satisfies(
                        cookies -> assertThat(new java.util.HashSet<>(cookies)).hasSize(2));
        assertThat(server.requests())
                .extracting(request -> request.header("Authorization"))
                .filteredOn(token -> !token.isEmpty())
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void real_visitors_are_asked_as_and_never_shown() throws InterruptedException {
        server.answer(request -> "HTTP/1.1 200 OK\r\nX-Cache: HIT\r\nVary: " + request.header("Cookie")
                + "\r\nSet-Cookie: t0psecret-of-alice=1\r\n\r\nsession=t0psecret-of-alice");

        ProbeReport report = builder(Expectation.neverCached(server.url("/me?token=qu3ry")))
                .visitors(
                        Visitor.cookie(Secret.of("session=t0psecret-of-alice")),
                        Visitor.cookie(Secret.of("session=t0psecret-of-bob")))
                .build()
                .run();

        assertThat(report.has(FindingKind.PRIVATE_SERVED)).isTrue();
        assertThat(server.requests())
                .extracting(request -> request.header("Cookie"))
                .contains("session=t0psecret-of-alice", "session=t0psecret-of-bob");
        assertThat(report.toText() + report.toJson() + report)
                .doesNotContain("t0psecret")
                .doesNotContain("qu3ry");
    }

    @Test
    void a_cookie_that_differs_on_each_copy_is_made_at_the_edge() throws InterruptedException {
        server.answer(request ->
                ok("X-Cache: HIT", "Set-Cookie: lb=" + server.requests().size()));

        assertThat(kinds(Expectation.cached(server.url("/a")))).containsExactly(FindingKind.CACHED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Cache: HIT;Age: 86401|STALE",
                "X-Cache: HIT;Age: 86400|",
                "X-Cache: HIT;Date: Fri, 27 Nov 2026 11:59:59 GMT|STALE",
                "X-Cache: HIT;Date: Sat, 28 Nov 2026 11:59:30 GMT|",
                "X-Cache: MISS;Age: 86401|STALE",
                "Cache-Status: e; hit; ttl=86000;Age: 400|",
                "Cache-Status: e; hit; ttl=86000;Age: 401|",
                "Cache-Status: e; hit; ttl=86000;Age: 402|EDGE_TTL",
                "Cache-Status: e; hit; ttl=2;Age: 1|EDGE_TTL",
                "X-Cache: HIT;CDN-Cache-Control: max-age=86401|EDGE_TTL",
                "X-Cache: HIT;CDN-Cache-Control: max-age=59|EDGE_TTL",
                "X-Cache: HIT;Cache-Control: max-age=5, s-maxage=59|EDGE_TTL",
                "X-Cache: HIT;Cache-Control: max-age=5, s-maxage=60|",
                "X-Cache: HIT;Cache-Control: max-age=5|"
            })
    void holds_a_copy_to_its_edge_ttl(String row) throws InterruptedException {
        String[] columns = row.split("\\|", 2);
        server.answer(request -> ok(columns[0].split(";(?! )", -1)));

        Expectation expectation = Expectation.cached(server.url("/a")).edgeTtl(Duration.ofMinutes(1), DAY);

        assertThat(kinds(expectation).stream()
                        .map(FindingKind::name)
                        .filter(kind -> !kind.equals("CACHED") && !kind.equals("NOT_CACHED")))
                .isEqualTo(columns[1].isEmpty() ? List.of() : List.of(columns[1]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-age=59|1", "max-age=60|0", "max-age=61|1", "public|1", "max-age=no|1"})
    void holds_browsers_to_theirs(String row) throws InterruptedException {
        String[] columns = row.split("\\|", 2);
        server.answer(request -> ok("X-Cache: HIT", "Cache-Control: " + columns[0]));
        Duration minute = Duration.ofMinutes(1);

        assertThat(kinds(Expectation.cached(server.url("/a")).browserTtl(minute, minute))
                        .contains(FindingKind.BROWSER_TTL))
                .isEqualTo(columns[1].equals("1"));
    }

    @Test
    void what_is_immutable_says_so_and_does_not_change() throws InterruptedException {
        server.answer(request -> "HTTP/1.1 200 OK\r\nX-Cache: HIT\r\nCache-Control: max-age=9, IMMUTABLE\r\n\r\nbody");
        assertThat(kinds(Expectation.cached(server.url("/a")).immutable())).containsExactly(FindingKind.CACHED);

        server.answer(request -> "HTTP/1.1 200 OK\r\nX-Cache: HIT\r\nCache-Control: max-age=9\r\n\r\n"
                + server.requests().size());
        assertThat(kinds(Expectation.cached(server.url("/a")).immutable()))
                .containsExactlyInAnyOrder(FindingKind.CACHED, FindingKind.NOT_IMMUTABLE, FindingKind.CHANGED);
    }

    @Test
    void an_answer_that_depends_on_encoding_or_origin_says_so() throws InterruptedException {
        server.answer(request -> ok(
                "X-Cache: HIT",
                request.header("Accept-Encoding").equals("gzip") ? "Content-Encoding: gzip" : "X: y",
                request.header("Origin").isEmpty()
                        ? "X: y"
                        : "Access-Control-Allow-Origin: " + request.header("Origin")));
        assertThat(kinds(Expectation.cached(server.url("/a"))))
                .containsExactlyInAnyOrder(FindingKind.CACHED, FindingKind.VARY_ENCODING, FindingKind.VARY_ORIGIN);

        server.answer(request -> ok(
                "X-Cache: HIT",
                "Vary: origin",
                "Vary: ACCEPT-ENCODING",
                request.header("Accept-Encoding").equals("gzip") ? "Content-Encoding: gzip" : "X: y",
                request.header("Origin").isEmpty()
                        ? "X: y"
                        : "Access-Control-Allow-Origin: " + request.header("Origin")));
        assertThat(kinds(Expectation.cached(server.url("/a")))).containsExactly(FindingKind.CACHED);
    }

    @Test
    void other_origins_are_not_asked_for_before_there_is_a_copy() throws InterruptedException {
        server.answer(request -> ok("X-Cache: MISS"));

        probe(Expectation.cached(server.url("/a"))).run();

        assertThat(server.requests())
                .allSatisfy(request -> assertThat(request.header("Origin")).isEmpty());
    }

    @Test
    void errors_are_told_and_worse_if_they_are_kept() throws InterruptedException {
        server.answer(request -> "HTTP/1.1 404 Not Found\r\nX-Cache: HIT\r\nCache-Control: max-age=60\r\n\r\n");
        assertThat(kinds(Expectation.cached(server.url("/a")))).contains(FindingKind.ERROR_CACHED);

        server.answer(request -> "HTTP/1.1 404 Not Found\r\nX-Cache: MISS\r\nCache-Control: max-age=60\r\n\r\n");
        assertThat(kinds(Expectation.cached(server.url("/a"))))
                .containsExactlyInAnyOrder(FindingKind.ERROR_ANSWERED, FindingKind.NOT_CACHED);

        server.answer(request -> "HTTP/1.1 401 Unauthorized\r\nX-Cache: MISS\r\n\r\n");
        assertThat(kinds(Expectation.neverCached(server.url("/a")))).containsExactly(FindingKind.BYPASSED);

        server.answer(request -> "HTTP/1.1 500 Sorry\r\nX-Cache: MISS\r\n\r\n");
        assertThat(kinds(Expectation.neverCached(server.url("/a"))))
                .containsExactlyInAnyOrder(FindingKind.BYPASSED, FindingKind.ERROR_ANSWERED);
    }

    @Test
    void a_redirect_is_not_followed() throws InterruptedException {
        server.answer(request -> "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n\r\n");

        probe(Expectation.cached(server.url("/a"))).run();

        assertThat(server.requests())
                .allSatisfy(request -> assertThat(request.line()).startsWith("GET /a "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no HTTP\r\n\r\n", ScriptedServer.NEVER, ScriptedServer.DRIP})
    @Timeout(30)
    void a_server_without_an_answer_is_told_and_not_clean(String script) throws InterruptedException {
        server.answer(request -> script);

        ProbeReport report = builder(Expectation.neverCached(server.url("/a")))
                .timeout(Duration.ofMillis(200))
                .build()
                .run();

        assertThat(report.isClean()).isFalse();
        assertThat(report.has(FindingKind.UNANSWERED)).isTrue();
        assertThat(report.has(FindingKind.BYPASSED)).isFalse();
        assertThat(report.requests()).isEqualTo(2);
    }

    @Test
    void half_of_the_answers_prove_no_bypass() throws InterruptedException {
        server.answer(request -> server.requests().size() == 1 ? ok("X-Cache: MISS") : "");

        assertThat(kinds(Expectation.neverCached(server.url("/a"))))
                .contains(FindingKind.UNANSWERED)
                .doesNotContain(FindingKind.BYPASSED);
    }

    @Test
    @Timeout(30)
    void a_body_without_an_end_is_read_in_part() throws InterruptedException {
        server.answer(request -> ScriptedServer.FLOOD);

        assertThat(kinds(Expectation.cached(server.url("/a")))).containsExactly(FindingKind.CACHED);
    }

    @Test
    @Timeout(30)
    void the_deadline_ends_all() throws InterruptedException {
        server.answer(request -> ScriptedServer.NEVER);
        Expectation[] many = new Expectation[100];
        java.util.Arrays.setAll(many, i -> Expectation.cached(server.url("/" + i)));

        ProbeReport report =
                builder(many).deadline(Duration.ofMillis(300)).build().run();

        assertThat(report.verdicts())
                .hasSize(100)
                .allSatisfy(verdict ->
                        assertThat(verdict.has(FindingKind.UNANSWERED)).isTrue());
        assertThat(report.requests()).isLessThan(5);
    }

    @Test
    void a_report_is_printable_whatever_is_sent() throws InterruptedException {
        String nasty = "Cache-Control: max-age=1, x=\"\u001b[2J\u0007\u00ff\u0085" + "y".repeat(5_000) + "\"";
        server.answer(request -> ok("X-Cache: HIT\u009b1m", nasty, "Set-Cookie: \u001b]0;x=1"));

        ProbeReport report = probe(
                        Expectation.cached(server.url("/a")).browserTtl(DAY, DAY),
                        Expectation.neverCached(server.url("/a")))
                .run();

        assertThat(report.toText() + report.toJson()).matches("[\\n\\x20-\\x7e]*");
        assertThat(report.toText().lines()).allMatch(line -> line.length() < 400);
    }

    @Test
    void a_purge_is_seen_by_content_origin_or_age() throws InterruptedException {
        assertThat(afterPurge("X-Cache: MISS", "old")).isEqualTo("PURGED the answer came from the origin");
        assertThat(afterPurge("X-Cache: HIT\r\nAge: 100", "new")).isEqualTo("PURGED the content is another one");
        assertThat(afterPurge("X-Cache: HIT\r\nAge: 1", "old")).isEqualTo("PURGED the copy came after the first look");
        assertThat(afterPurge("X-Cache: HIT\r\nAge: 60", "old"))
                .isEqualTo("NOT_PURGED the copy is older than the first look");
        assertThat(afterPurge("X-Cache: HIT", "old")).isEqualTo("UNCLEAR the copy has no age");
        assertThat(afterPurge("X-Cache: BYPASS", "old")).isEqualTo("UNCLEAR the answer does not tell: BYPASS");
    }

    /** Of a copy that was 60 s old, content "old". */
    private String afterPurge(String headers, String body) throws InterruptedException {
        server.answer(request -> "HTTP/1.1 200 OK\r\nX-Cache: HIT\r\nAge: 60\r\n\r\nold");
        CacheProbe probe = probe();
        Observation before = probe.look(URI.create(server.url("/a")));
        server.answer(request -> "HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n" + body);
        var verdict = probe.afterPurge(URI.create(server.url("/a")), before);
        return verdict.outcome() + " " + verdict.why();
    }

    @Test
    void a_purge_may_take_some_looks_and_needs_a_copy_of_before() throws InterruptedException {
        server.answer(request -> "HTTP/1.1 200 OK\r\nX-Cache: HIT\r\nAge: 60\r\n\r\nold");
        CacheProbe probe = probe();
        URI url = URI.create(server.url("/a?secret"));
        Observation before = probe.look(url);
        server.answer(request -> server.requests().size() < 5
                ? "HTTP/1.1 200 OK\r\nX-Cache: HIT\r\nAge: 60\r\n\r\nold"
                : ok("X-Cache: MISS"));

        var verdict = probe.afterPurge(url, before);

        assertThat(verdict.isPurged()).isTrue();
        assertThat(verdict.after()).hasSize(4);
        assertThat(verdict.url()).doesNotContain("secret");
        assertThat(pauses).hasSize(3);
        Observation none = probe.look(url);
        assertThat(none.state()).isEqualTo(CacheState.MISS);
        assertThat(probe.afterPurge(url, none).why()).contains("there was no copy before");
    }

    @Test
    void nothing_declared_is_nothing_proven() {
        assertThatThrownBy(() -> probe().run()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_look_without_an_answer_is_told() {
        server.answer(request -> "");

        assertThatThrownBy(() -> probe().look(URI.create(server.url("/a?secret"))))
                .isInstanceOf(CdnException.class)
                .hasMessageContaining("/a")
                .hasMessageContaining("broken off")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> probe().look(URI.create("http://contentmax.example/")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        Visitor alice = Visitor.cookie(Secret.of("session=t0psecret"));

        assertThatThrownBy(() -> CacheProbe.builder()
                        .expect(
                                Expectation.cached("http://contentmax.example/a?t0psecret"),
                                Expectation.cached("https://user:t0psecret@contentmax.example/"),
                                Expectation.cached("mailto:a@b"))
                        .visitors(alice)
                        .timeout(Duration.ZERO)
                        .deadline(Duration.ofDays(1))
                        .between(Duration.ofMillis(-1))
                        .httpClient(HttpClient.newBuilder()
                                .followRedirects(HttpClient.Redirect.NORMAL)
                                .build())
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://contentmax.example/a;")
                .hasMessageContaining("https://contentmax.example/;")
                .hasMessageContaining("mailto")
                .hasMessageContaining("2 to 10 visitors")
                .hasMessageContaining("timeout")
                .hasMessageContaining("deadline")
                .hasMessageContaining("between")
                .hasMessageContaining("redirects")
                .hasMessageNotContaining("t0psecret");
        assertThatThrownBy(() -> CacheProbe.builder().visitors(alice, alice).build())
                .hasMessageContaining("each visitor once");
    }

    @Test
    void a_report_reads_like_this() throws InterruptedException {
        server.answer(request -> ok("CF-Cache-Status: HIT", "Age: 5"));

        ProbeReport report =
                probe(Expectation.neverCached(server.url("/api/me"))).run();

        assertThat(report.toText()).isEqualTo("""
                Cache probe at 2026-11-28T12:00:00Z: not clean, 1 URLs, 6 requests

                http://%s/api/me (never cached)
                  CRITICAL  private-cached: A copy is served of what is declared never cached: visitor 2 by Cookie got \
                the same content as visitor 1 by Cookie
                            seen: try 1, visitor 1 by Cookie, CF-Cache-Status: HIT, Age: 5
                            do:   Purge it at once; let the CDN bypass this path, and the origin answer Cache-Control: \
                private, no-store
                  LOW       storable: The answer does not forbid caches to serve a copy of it
                            seen: try 1, visitor 1 by Cookie
                            do:   Send Cache-Control: private, no-store from the origin
                """.formatted(server.authority()));
        assertThat(report.toJson())
                .contains(
                        "\"clean\": false", "\"kind\": \"private-cached\"", "\"ageSeconds\": 5", "\"state\": \"HIT\"");
    }

    private List<FindingKind> kinds(Expectation expectation) throws InterruptedException {
        return findings(expectation).stream().map(CacheFinding::kind).toList();
    }

    private List<CacheFinding> findings(Expectation expectation) throws InterruptedException {
        return probe(expectation).run().verdicts().get(0).findings();
    }

    private CacheProbe probe(Expectation... expectations) {
        return builder(expectations).build();
    }

    private CacheProbe.Builder builder(Expectation... expectations) {
        return CacheProbe.builder().expect(expectations).clock(() -> NOW).pause(pauses::add);
    }

    private static String ok(String... headers) {
        return "HTTP/1.1 200 OK\r\n"
                + Stream.of(headers).map(header -> header + "\r\n").reduce("", String::concat) + "\r\n";
    }
}
