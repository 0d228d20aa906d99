/**
 * The protections as one filter of a Jakarta servlet container; the one package that sees servlets.
 *
 * <p>Start at {@link dev.seaworthy.security.http.servlet.SecurityFilter}:
 *
 * <pre>{@code
 * context.addFilter(new SecurityFilter(security), "/*", EnumSet.of(REQUEST, ASYNC, ERROR));
 * }</pre>
 *
 * <p>Requests that the container refuses before any filter runs (a malformed request line, say) do not pass here.
 */
package dev.seaworthy.security.http.servlet;
