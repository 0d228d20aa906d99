/**
 * Security headers and CORS on every path out of a Jakarta servlet container; the one package that sees servlets.
 *
 * <p>Start at {@link dev.seaworthy.security.http.SecurityFilter}:
 *
 * <pre>{@code
 * SecurityFilter filter = SecurityFilter.builder()
 *         .headers(SecurityHeaders.owasp())
 *         .cors("/api/", cors)
 *         .build();
 * context.addFilter(filter, "/*", EnumSet.of(REQUEST, ASYNC, ERROR));
 * }</pre>
 *
 * <p>Requests that the container refuses before any filter runs (a malformed request line, say) do not pass here.
 * Without {@code jakarta.servlet} on the class path, the module's other packages work as ever.
 */
package dev.seaworthy.security.http;
