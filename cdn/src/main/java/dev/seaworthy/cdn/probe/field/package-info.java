/**
 * The header fields that tell what caches did with an answer, read as their specifications say.
 *
 * <p>Start at {@link dev.seaworthy.cdn.probe.field.CacheStatus}:
 *
 * <pre>{@code
 * CacheStatus.read("origin-shield; hit, edge; fwd=uri-miss").isHit();
 * }</pre>
 *
 * <p>Nothing here throws, whatever a server sends.
 */
package dev.seaworthy.cdn.probe.field;
