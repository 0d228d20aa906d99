/**
 * Purges in Cloudflare's words, in calls that are small enough, as often as a tier may.
 *
 * <p>Start at {@link dev.seaworthy.cdn.cloudflare.purging.Purging}:
 *
 * <pre>{@code
 * Purging purging = new Purging(api, zone, PurgeLimits.of(Tier.PRO), patience, pause, ticker);
 * PurgeReceipt receipt = purging.purge(Purge.tags("blog"));
 * }</pre>
 *
 * <p>Not exported. It keeps no purge for later.
 */
package dev.seaworthy.cdn.cloudflare.purging;
