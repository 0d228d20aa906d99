/**
 * Whether the caches before a service do what is declared, whoever runs them.
 *
 * <p>Start at {@link dev.seaworthy.cdn.probe.CacheProbe}:
 *
 * <pre>{@code
 * ProbeReport report = CacheProbe.builder()
 *         .expect(
 *                 Expectation.cached("https://contentmax.example/_next/static/app.js").immutable(),
 *                 Expectation.neverCached("https://contentmax.example/api/content"))
 *         .build()
 *         .run();
 * if (!report.isClean()) {
 *     log.error(report.toText());
 * }
 * }</pre>
 *
 * <p>It sees what the edge server next to it does, and no other one.
 */
package dev.seaworthy.cdn.probe;
