/**
 * Cloudflare, by its API v4.
 *
 * <p>Start at {@link dev.seaworthy.cdn.cloudflare.CloudflareCdn}:
 *
 * <pre>{@code
 * CdnClient cdn = CloudflareCdn.builder()
 *         .zone("0123456789abcdef0123456789abcdef")
 *         .token(token)
 *         .build();
 * cdn.purge(Purge.everything());
 * }</pre>
 *
 * <p>It does not keep you below your plan's rate of purges, and purges no variant of a URL that has its own cache key
 * (device, country, language).
 */
package dev.seaworthy.cdn.cloudflare;
