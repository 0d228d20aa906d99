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
 */
package dev.seaworthy.cdn.cloudflare;
