/**
 * What a CDN shall do with requests, declared: caching, security, limits, redirects, headers, settings.
 *
 * <p>Start at {@link dev.seaworthy.cdn.rules.CdnRules}:
 *
 * <pre>{@code
 * CdnRules rules = CdnRules.builder()
 *         .cache(CacheRule.cache("static", "/static/*")
 *                 .edge(EdgeTtl.override(Duration.ofDays(31)))
 *                 .browser(BrowserTtl.override(Duration.ofDays(1)))
 *                 .build())
 *         .cache(CacheRule.bypass("api", "/api/*").build())
 *         .rateLimit(RateLimitRule.path("api-limit", "/api/*").requests(100, Duration.ofMinutes(1)).build())
 *         .settings(ZoneSettings.builder().ssl(SslMode.STRICT).alwaysUseHttps(true).build())
 *         .build();
 * }</pre>
 *
 * <p>Each rule is checked when it is built. Whether they make sense together is asked of
 * {@code dev.seaworthy.cdn.review}; nothing here calls a CDN.
 */
package dev.seaworthy.cdn.rules;
