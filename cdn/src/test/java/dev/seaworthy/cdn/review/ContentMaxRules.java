package dev.seaworthy.cdn.review;

import dev.seaworthy.cdn.expression.Field;
import dev.seaworthy.cdn.rules.BrowserTtl;
import dev.seaworthy.cdn.rules.CacheRule;
import dev.seaworthy.cdn.rules.CdnRules;
import dev.seaworthy.cdn.rules.ConfigurationRule;
import dev.seaworthy.cdn.rules.EdgeTtl;
import dev.seaworthy.cdn.rules.Polish;
import dev.seaworthy.cdn.rules.RateLimitRule;
import dev.seaworthy.cdn.rules.SecurityLevel;
import dev.seaworthy.cdn.rules.SecurityRule;
import dev.seaworthy.cdn.rules.SslMode;
import dev.seaworthy.cdn.rules.ZoneSettings;
import java.time.Duration;

/** What the story declares for ContentMax, value for value. */
final class ContentMaxRules {
    private ContentMaxRules() {}

    static CdnRules declared() {
        return CdnRules.builder()
                .cache(
                        cached("static", "/static/*", 2_678_400, 86_400),
                        cached("next", "/_next/static/*", 31_536_000, 31_536_000),
                        CacheRule.bypass("api", "/api/*").build(),
                        cached("images", "/images/*", 604_800, 86_400))
                .configuration(ConfigurationRule.path("image-polish", "/images/*")
                        .polish(Polish.LOSSLESS)
                        .build())
                .security(SecurityRule.challenge(
                                "bots",
                                Field.USER_AGENT
                                        .contains("bot")
                                        .and(Field.USER_AGENT
                                                .contains("googlebot")
                                                .not()))
                        .named("Block suspicious user agents"))
                .rateLimit(RateLimitRule.when("api-limit", Field.PATH.contains("/api/"))
                        .named("Rate limit API endpoints")
                        .requests(100, Duration.ofSeconds(60))
                        .build())
                .settings(ZoneSettings.builder()
                        .alwaysUseHttps(true)
                        .automaticHttpsRewrites(true)
                        .ssl(SslMode.STRICT)
                        .securityLevel(SecurityLevel.HIGH)
                        .browserCacheTtl(Duration.ofSeconds(14_400))
                        .webp(true)
                        .build())
                .build();
    }

    private static CacheRule cached(String id, String pattern, long edge, long browser) {
        return CacheRule.cache(id, pattern)
                .edge(EdgeTtl.override(Duration.ofSeconds(edge)))
                .browser(BrowserTtl.override(Duration.ofSeconds(browser)))
                .build();
    }
}
