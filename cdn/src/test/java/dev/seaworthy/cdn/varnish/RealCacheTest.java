package dev.seaworthy.cdn.varnish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cdn.Purge;
import dev.seaworthy.cdn.probe.CacheProbe;
import dev.seaworthy.cdn.probe.ProbeReport;
import dev.seaworthy.cdn.probe.declaration.Expectation;
import dev.seaworthy.cdn.probe.verdict.CacheState;
import dev.seaworthy.cdn.probe.verdict.FindingKind;
import dev.seaworthy.cdn.probe.verdict.Observation;
import dev.seaworthy.cdn.probe.verdict.PurgeVerdict;
import dev.seaworthy.cdn.probe.verdict.PurgeVerdict.Outcome;
import dev.seaworthy.cdn.probe.verdict.Severity;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.VarnishServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cache in which nothing is ours, purged by our client and seen by our probe. */
@Tag("needs-varnishd")
class RealCacheTest {
    @TempDir
    static Path folder;

    private static Origin origin;
    private static TestVcl vcl;
    private static VarnishServer varnish;

    @BeforeAll
    static void start() throws IOException {
        origin = Origin.start();
        vcl = new TestVcl(origin.port(), folder);
        varnish = VarnishServer.start(vcl.right());
    }

    @AfterAll
    static void stop() {
        varnish.close();
        origin.close();
    }

    @BeforeEach
    void empty() throws IOException {
        varnish.use(vcl.right());
        varnish.clear();
        String host = "127.0.0.1:" + varnish.port();
        origin.serve(
                host + "/static/app.js",
                Map.of("Cache-Control", "public, max-age=31536000, immutable", "Surrogate-Key", "app scripts"));
        origin.serve(host + "/static/a+b.css", Map.of("Cache-Tag", "sty.les,app"));
        origin.serve(host + "/api/me", Map.of("Cache-Control", "private, no-store"));
    }

    @Test
    void what_is_declared_is_so() throws InterruptedException {
        ProbeReport report = probe(
                        Expectation.cached(url("/static/app.js"))
                                .within(1)
                                .edgeTtl(Duration.ZERO, Duration.ofDays(31))
                                .immutable(),
                        Expectation.neverCached(url("/api/me")))
                .run();

        assertThat(report.isClean()).as(report.toText()).isTrue();
        assertThat(report.verdicts().get(0).has(FindingKind.CACHED)).isTrue();
        assertThat(report.verdicts().get(1).has(FindingKind.BYPASSED)).isTrue();
        assertThat(report.verdicts().get(0).tries())
                .extracting(Observation::state)
                .startsWith(CacheState.MISS, CacheState.HIT);
    }

    @Test
    void a_private_answer_that_is_cached_is_critical() throws Exception {
        varnish.use(vcl.wrong());

        ProbeReport report = probe(Expectation.neverCached(url("/api/me"))).run();

        assertThat(report.isClean()).isFalse();
        assertThat(report.findings(Severity.CRITICAL))
                .extracting(finding -> finding.kind())
                .containsExactlyInAnyOrder(FindingKind.PRIVATE_SERVED, FindingKind.PRIVATE_CACHED);
        assertThat(report.findings(Severity.CRITICAL))
                .anySatisfy(finding -> assertThat(finding.what()).contains("visitor 1"))
                .anySatisfy(finding -> assertThat(finding.what()).contains("the same content"));
    }

    static Stream<Purge> purgesOfTheScript() {
        String host = "127.0.0.1";
        return Stream.of(
                Purge.urls(url("/static/app.js").toString()),
                Purge.tags("scripts"),
                Purge.tags("nothing", "app"),
                Purge.hosts(host),
                Purge.prefixes(host),
                Purge.prefixes(host + "/static/ap"),
                Purge.everything());
    }

    @ParameterizedTest
    @MethodSource("purgesOfTheScript")
    void a_purge_is_seen(Purge purge) throws Exception {
        CacheProbe probe = probe();
        Observation before = copyOf("/static/app.js");

        cdn().purge(purge);

        PurgeVerdict verdict = probe.afterPurge(url("/static/app.js"), before);
        assertThat(verdict.outcome()).as(verdict.why()).isEqualTo(Outcome.PURGED);
        assertThat(verdict.after().get(0).state()).isEqualTo(CacheState.MISS);
    }

    @Test
    void a_purge_of_something_else_is_seen_to_have_left_it() throws Exception {
        copyOf("/static/app.js");
        Condition.await(
                "a copy that is some seconds old",
                () -> probe().look(url("/static/app.js"))
                        .age()
                        .filter(age -> age.toSeconds() > 3)
                        .isPresent());
        Observation before = probe().look(url("/static/app.js"));

        assertThat(List.of(
                        Purge.urls(url("/static/app.js") + "?other"),
                        Purge.tags("script", "cripts", "ap.", "scripts.*"),
                        Purge.hosts("127x0.0.1", "0.0.1", "127.0.0.10"),
                        Purge.prefixes("127.0.0.1/static/app.js/", "127.0.0.1/stat.c", "x127.0.0.1"),
                        Purge.prefixes("127.0.0.1.example")))
                .allSatisfy(purge -> {
                    cdn().purge(purge);
                    PurgeVerdict verdict = probe().afterPurge(url("/static/app.js"), before);
                    assertThat(verdict.outcome()).as(verdict.why()).isEqualTo(Outcome.NOT_PURGED);
                });
    }

    @Test
    void a_name_is_literal_and_tags_may_be_parted_by_commas() throws Exception {
        copyOf("/static/a+b.css");
        cdn().purge(Purge.prefixes("127.0.0.1/static/a+b"));
        assertThat(probe().look(url("/static/a+b.css")).state()).isEqualTo(CacheState.MISS);

        cdn().purge(Purge.tags("styxles"));
        assertThat(probe().look(url("/static/a+b.css")).state()).isEqualTo(CacheState.HIT);

        cdn().purge(Purge.tags("sty.les"));
        assertThat(probe().look(url("/static/a+b.css")).state()).isEqualTo(CacheState.MISS);
    }

    @Test
    void a_purge_of_many_tags_is_few_bans() throws Exception {
        copyOf("/static/app.js");
        String[] tags = new String[1_001];
        java.util.Arrays.setAll(tags, i -> i == 1_000 ? "scripts" : "tag-" + i);

        int calls = cdn().purge(Purge.tags(tags)).ids().size();

        assertThat(calls).isBetween(2, 5);
        assertThat(probe().look(url("/static/app.js")).state()).isEqualTo(CacheState.MISS);
    }

    @Test
    void what_our_vcl_keeps_for_itself_is_not_delivered() throws Exception {
        String head = RawGet.of(varnish.port(), url("/static/app.js").toString());

        assertThat(head).contains("200 OK").doesNotContainIgnoringCase("seaworthy");
    }

    private static Observation copyOf(String path) throws Exception {
        CacheProbe probe = probe();
        Observation first = probe.look(url(path));
        Observation second = probe.look(url(path));
        assertThat(second.state()).as(first + " then " + second).isEqualTo(CacheState.HIT);
        return second;
    }

    private static VarnishCdn cdn() {
        return VarnishCdn.builder().node("http://127.0.0.1:" + varnish.port()).build();
    }

    private static CacheProbe probe(Expectation... expectations) {
        return CacheProbe.builder()
                .expect(expectations)
                .between(Duration.ofMillis(1))
                .build();
    }

    private static URI url(String path) {
        return URI.create("http://127.0.0.1:" + varnish.port() + path);
    }
}
