/** Purges in Cloudflare's words, in batches, within the rate that a tier has. */
package dev.seaworthy.cdn.cloudflare.purging;
