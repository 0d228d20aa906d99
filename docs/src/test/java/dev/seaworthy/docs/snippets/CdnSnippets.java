package dev.seaworthy.docs.snippets;

import dev.seaworthy.cdn.CdnClient;
import dev.seaworthy.cdn.Purge;
import dev.seaworthy.cdn.PurgeQueue;
import dev.seaworthy.cdn.cloudflare.CloudflareCdn;
import dev.seaworthy.cdn.expression.Field;
import dev.seaworthy.cdn.expression.SampleRequest;
import dev.seaworthy.cdn.origin.CacheTags;
import dev.seaworthy.cdn.origin.OriginHeaders;
import dev.seaworthy.cdn.probe.CacheProbe;
import dev.seaworthy.cdn.probe.ProbeReport;
import dev.seaworthy.cdn.probe.declaration.Expectation;
import dev.seaworthy.cdn.probe.verdict.Observation;
import dev.seaworthy.cdn.probe.verdict.PurgeVerdict;
import dev.seaworthy.cdn.review.Explanation;
import dev.seaworthy.cdn.review.RulesReview;
import dev.seaworthy.cdn.review.Severity;
import dev.seaworthy.cdn.review.Tier;
import dev.seaworthy.cdn.review.TierCheck;
import dev.seaworthy.cdn.rules.BrowserTtl;
import dev.seaworthy.cdn.rules.CacheRule;
import dev.seaworthy.cdn.rules.CdnRules;
import dev.seaworthy.cdn.rules.ConfigurationRule;
import dev.seaworthy.cdn.rules.EdgeTtl;
import dev.seaworthy.cdn.rules.HeaderRule;
import dev.seaworthy.cdn.rules.Polish;
import dev.seaworthy.cdn.rules.RateLimitRule;
import dev.seaworthy.cdn.rules.RedirectRule;
import dev.seaworthy.cdn.rules.SecurityRule;
import dev.seaworthy.cdn.rules.SslMode;
import dev.seaworthy.cdn.rules.TlsVersion;
import dev.seaworthy.cdn.rules.ZoneSettings;
import dev.seaworthy.cdn.varnish.VarnishCdn;
import dev.seaworthy.core.Secret;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

final class CdnSnippets {
    private CdnSnippets() {}

    static CdnRules declare() {
        CdnRules rules = CdnRules.builder()
                .cache(
                        CacheRule.cache("static", "/static/*")
                                .edge(EdgeTtl.override(Duration.ofDays(31)))
                                .browser(BrowserTtl.override(Duration.ofDays(1)))
                                .build(),
                        CacheRule.bypass("api", "/api/*").build())
                .security(SecurityRule.managedChallenge(
                        "bots", Field.USER_AGENT.lower().contains("bot").and(Field.VERIFIED_BOT.not())))
                .rateLimit(RateLimitRule.path("api-limit", "/api/*")
                        .requests(100, Duration.ofMinutes(1))
                        .build())
                .redirect(
                        RedirectRule.path("old-blog", "/blog.html").to("/blog").build())
                .header(HeaderRule.path("no-server", "/*").remove("Server").build())
                .configuration(ConfigurationRule.path("images", "/images/*")
                        .polish(Polish.LOSSLESS)
                        .build())
                .settings(ZoneSettings.builder()
                        .ssl(SslMode.STRICT)
                        .alwaysUseHttps(true)
                        .minTlsVersion(TlsVersion.TLS_1_2)
                        .build())
                .build();
        return rules;
    }

    static void review(CdnRules rules) {
        RulesReview.of(rules, "https://contentmax.example").failOn(Severity.HIGH);
        System.out.println(Explanation.of(rules, SampleRequest.get("https://contentmax.example/static/a.css")));
        TierCheck.of(rules, Tier.FREE).refuse();
    }

    static OriginHeaders origin(CdnRules rules) {
        OriginHeaders headers = OriginHeaders.of(rules, "https://contentmax.example")
                .taggedBy(path -> path.startsWith("/blog/") ? CacheTags.of("blog") : CacheTags.none());
        return headers;
    }

    static CdnClient purge(String zone, Secret token, MeterRegistry registry, List<String> pages) {
        CdnClient cdn = CloudflareCdn.builder()
                .zone(zone)
                .token(token)
                .tier(Tier.PRO)
                .metrics(registry)
                .build();
        cdn.purge(Purge.urls("https://contentmax.example/", "https://contentmax.example/pricing"));
        cdn.purge(Purge.tags("blog"));
        return cdn;
    }

    static void queue(CdnClient cdn, BiConsumer<Purge, Exception> log) {
        try (PurgeQueue queue = PurgeQueue.builder(cdn, (purge, reason) -> log.accept(purge, reason))
                .start()) {
            queue.add(Purge.tags("article-17"));
        }
    }

    static boolean probe() throws InterruptedException {
        ProbeReport report = CacheProbe.builder()
                .expect(
                        Expectation.cached("https://contentmax.example/static/app.js")
                                .edgeTtl(Duration.ZERO, Duration.ofDays(31))
                                .immutable(),
                        Expectation.neverCached("https://contentmax.example/api/content"))
                .build()
                .run();
        return report.isClean();
    }

    static PurgeVerdict watch(CacheProbe probe, CdnClient cdn, URI url) throws InterruptedException {
        Observation before = probe.look(url);
        cdn.purge(Purge.tags("home"));
        PurgeVerdict verdict = probe.afterPurge(url, before);
        return verdict;
    }

    static CdnClient varnish() {
        CdnClient cdn = VarnishCdn.builder()
                .node("http://10.0.0.7:6081")
                .node("http://10.0.0.8:6081")
                .build();
        return cdn;
    }
}
