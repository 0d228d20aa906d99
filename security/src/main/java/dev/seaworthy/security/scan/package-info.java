/**
 * Asks a running service what browsers and attackers would ask, and grades its answers: headers, policy, cookies, CORS
 * with hostile origins, error pages, TLS.
 *
 * <p>Start at {@link dev.seaworthy.security.scan.SecurityScan}:
 *
 * <pre>{@code
 * SecurityScan scan = SecurityScan.of(URI.create("https://contentmax.ai/")).paths("/api/content").build();
 * ScanReport report = scan.run();
 * report.grade();                                    // A+ to F; empty if there was no page to judge
 * report.findings().forEach(finding -> log.warn("{}", finding));
 * Files.writeString(path, report.toJson());
 * checklist.check("security scan", Phase.POST_DEPLOYMENT, scan.check(Grade.A));
 * }</pre>
 *
 * <p>It signs in nowhere, fills no form, runs no script and follows no link. This package needs {@code seaworthy-core}.
 */
package dev.seaworthy.security.scan;
