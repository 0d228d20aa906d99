package dev.seaworthy.cdn.origin;

import dev.seaworthy.cdn.expression.SampleRequest;
import dev.seaworthy.cdn.rules.BrowserTtl;
import dev.seaworthy.cdn.rules.CacheDecision;
import dev.seaworthy.cdn.rules.CdnRules;
import dev.seaworthy.cdn.rules.EdgeTtl;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the origin sends for a path, so that it says what the rules say. Safe for use by many threads if the function of
 * the tags is.
 *
 * <p><b>Guarantees</b>: a path that a rule bypasses, or may bypass for some visitor, is {@code private, no-store} for
 * browsers and for the CDN, and has no tags.
 *
 * <p><b>Not covered</b>: paths of no rule, for which nothing is said: the service's own headers count.
 */
public final class OriginHeaders {
    private final CdnRules rules;
    private final SampleRequest site;
    private final Function<String, CacheTags> tags;

    private OriginHeaders(CdnRules rules, SampleRequest site, Function<String, CacheTags> tags) {
        this.rules = rules;
        this.site = site;
        this.tags = tags;
    }

    /** For rules that name no host. */
    public static OriginHeaders of(CdnRules rules) {
        return of(rules, "https://www.example.com");
    }

    /** For rules of a site: its URL, as visitors know it. */
    public static OriginHeaders of(CdnRules rules, String site) {
        return new OriginHeaders(rules, SampleRequest.getByAnybody(site), path -> CacheTags.none());
    }

    /** The same with tags for what is kept, by its path. */
    public OriginHeaders taggedBy(Function<String, CacheTags> tagsOfPath) {
        return new OriginHeaders(rules, site, Objects.requireNonNull(tagsOfPath, "tagsOfPath"));
    }

    /**
     * The headers of a GET, in order; empty if no rule speaks of the path.
     *
     * @param path as in the URL, with its escapes, without the query
     */
    public Map<String, String> forPath(String path) {
        CacheDecision decision = rules.cacheDecision(site.path(path));
        Map<String, String> headers = new LinkedHashMap<>();
        if (decision.mayBypass()) {
            headers.put("Cache-Control", CacheControl.PRIVATE_NO_STORE.toString());
            headers.put("CDN-Cache-Control", CacheControl.NO_STORE.toString());
        } else if (decision.isCached()) {
            browser(decision).ifPresent(value -> headers.put("Cache-Control", value.toString()));
            decision.edge()
                    .flatMap(EdgeTtl::ttl)
                    .ifPresent(
                            ttl -> headers.put("CDN-Cache-Control", maxAge(ttl).toString()));
            tags(path, headers);
        }
        return headers;
    }

    private static Optional<CacheControl> browser(CacheDecision decision) {
        return decision.browser().flatMap(browser -> browser(browser.mode(), browser.ttl()));
    }

    private static Optional<CacheControl> browser(BrowserTtl.Mode mode, Optional<Duration> ttl) {
        return mode == BrowserTtl.Mode.BYPASS
                ? Optional.of(CacheControl.builder()
                        .isPublic()
                        .maxAge(Duration.ZERO)
                        .mustRevalidate()
                        .build())
                : ttl.map(time -> CacheControl.builder().isPublic().maxAge(time).build());
    }

    private static CacheControl maxAge(Duration ttl) {
        return CacheControl.builder().maxAge(ttl).build();
    }

    private void tags(String path, Map<String, String> headers) {
        CacheTags ofPath = tags.apply(path);
        if (!ofPath.isEmpty()) {
            headers.put("Cache-Tag", ofPath.cacheTag());
            headers.put("Surrogate-Key", ofPath.surrogateKey());
        }
    }
}
