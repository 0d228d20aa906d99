/**
 * One inspection of how a host serves TLS, for the release gate, the scan and the health probe: its certificates, its
 * host name, the protocol versions and the weak cipher suites that it accepts.
 *
 * <p>Start at {@link dev.seaworthy.core.tls.TlsInspection}:
 *
 * <pre>{@code
 * TlsReport report = TlsInspection.of("contentmax.ai").build().run();
 * if (!report.isSound()) {
 *     report.findings().forEach(finding -> log.warn("{}", finding));
 * }
 * Duration left = report.expiresIn(clock).orElse(Duration.ZERO);
 * }</pre>
 *
 * <p>It reads what is public and changes nothing. It does not ask whether a certificate was revoked.
 */
package dev.seaworthy.core.tls;
