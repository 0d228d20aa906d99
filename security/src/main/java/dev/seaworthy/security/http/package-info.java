/**
 * Security headers, CORS, maintenance mode and endpoints on every path out of a service, without a framework.
 *
 * <p>Start at {@link dev.seaworthy.security.http.HttpSecurity}:
 *
 * <pre>{@code
 * HttpSecurity security = HttpSecurity.builder()
 *         .headers(SecurityHeaders.owasp())
 *         .cors("/api/", cors)
 *         .trustedProxies(TrustedProxies.ranges("10.0.0.0/8"))
 *         .build();
 * context.addFilter(new SecurityFilter(security), "/*", EnumSet.of(REQUEST, ASYNC, ERROR));
 * }</pre>
 */
package dev.seaworthy.security.http;
