/**
 * What a service commands of its CDN, whoever runs it.
 *
 * <p>Start at {@link dev.seaworthy.cdn.CdnClient}:
 *
 * <pre>{@code
 * try {
 *     cdn.purge(Purge.urls("https://contentmax.example/", "https://contentmax.example/blog"));
 * } catch (CdnException e) {
 *     e.notPurged().ifPresent(later::add);
 * }
 * }</pre>
 *
 * <p>It does not say when the last copy is gone, since CDNs do not, and reaches no browser's own cache.
 */
package dev.seaworthy.cdn;
