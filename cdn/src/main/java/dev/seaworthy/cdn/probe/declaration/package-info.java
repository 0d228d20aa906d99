/**
 * What is declared of URLs, for a probe to see whether it is so.
 *
 * <p>Start at {@link dev.seaworthy.cdn.probe.declaration.Expectation}:
 *
 * <pre>{@code
 * Expectation logo = Expectation.cached("https://contentmax.example/images/logo.svg")
 *         .edgeTtl(Duration.ofDays(7), Duration.ofDays(7));
 * Expectation api = Expectation.neverCached("https://contentmax.example/api/content");
 * }</pre>
 */
package dev.seaworthy.cdn.probe.declaration;
