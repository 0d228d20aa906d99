/**
 * The headers by which the origin says the same as the declared rules, so that edge, browser and origin agree.
 *
 * <p>Start at {@link dev.seaworthy.cdn.origin.OriginHeaders}:
 *
 * <pre>{@code
 * OriginHeaders headers = OriginHeaders.of(rules, "https://contentmax.example")
 *         .taggedBy(path -> path.startsWith("/blog/") ? CacheTags.of("blog") : CacheTags.none());
 * headers.forPath("/static/a.js").forEach(response::setHeader);
 * }</pre>
 *
 * <p>It judges by the path alone: a rule that bypasses for a cookie or a header bypasses here whatever the request has.
 */
package dev.seaworthy.cdn.origin;
