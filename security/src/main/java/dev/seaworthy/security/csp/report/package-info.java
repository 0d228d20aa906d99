/**
 * Collects the violations that browsers report about a Content-Security-Policy. It knows no web framework.
 *
 * <p>Start at {@link dev.seaworthy.security.csp.report.ViolationReports}:
 *
 * <pre>{@code
 * ViolationReports reports = ViolationReports.builder().sampleRate(0.1).build();
 * // POST /csp-reports, without authentication or CSRF token: browsers send none
 * response.setStatus(reports.accept(request.getContentType(), request.getInputStream()).status());
 * // once an hour
 * reports.drain().forEach(group -> log.warn("{}", group));
 * }</pre>
 *
 * <p>Anybody can send a report, so what it tells is a hint. This package needs {@code seaworthy-core}, for JSON.
 */
package dev.seaworthy.security.csp.report;
