/**
 * Tells what is weak in a Content-Security-Policy: one of ours at build time, or any header that a server sent.
 *
 * <p>Start at {@link dev.seaworthy.security.csp.audit.CspAudit}:
 *
 * <pre>{@code
 * CspAudit audit = CspAudit.ofHeader(response.headers().allValues("Content-Security-Policy"));
 * audit.findings().forEach(finding -> log.warn("{}", finding));   // HIGH script-src 'unsafe-inline': …
 * CspAudit.of(policy).failOn(Severity.HIGH);
 * }</pre>
 *
 * <p>The checks and their severities are those of Google's CSP Evaluator 1.1.6, with more of our own. It reads the
 * policy alone: it asks no host what it serves.
 */
package dev.seaworthy.security.csp.audit;
