/**
 * What a probe has seen of a cache, and what it says of it.
 *
 * <p>Start at {@link dev.seaworthy.cdn.probe.verdict.UrlVerdict}:
 *
 * <pre>{@code
 * verdict.findings(Severity.CRITICAL).forEach(finding -> notify(finding.what(), finding.advice()));
 * }</pre>
 */
package dev.seaworthy.cdn.probe.verdict;
