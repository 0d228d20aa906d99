/**
 * The security headers of a response as typed values, checked when they are built.
 *
 * <p>Start at {@link dev.seaworthy.security.headers.SecurityHeaders}:
 *
 * <pre>{@code
 * SecurityHeaders headers = SecurityHeaders.htmlPage().toBuilder()
 *         .contentSecurityPolicy(policy)
 *         .frameOptions(FrameOptions.SAMEORIGIN)
 *         .reportingEndpoints(ReportingEndpoints.of("csp", "/csp-reports"))
 *         .failOn(Severity.HIGH)
 *         .build();
 * headers.writeTo(sink, request.isSecure(), nonces.next());
 * }</pre>
 *
 * <p>It knows no web framework: {@link dev.seaworthy.security.headers.HeaderSink} is all that it asks of one. It makes
 * no nonces ({@link dev.seaworthy.security.csp.Nonces} does), and judges nothing but a Content-Security-Policy.
 */
package dev.seaworthy.security.headers;
