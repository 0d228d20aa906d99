/**
 * The protections as one filter of the JDK's own HTTP server; the one package that sees it.
 *
 * <p>Start at {@link dev.seaworthy.security.http.jdk.HttpServerFilter}:
 *
 * <pre>{@code
 * HttpContext context = server.createContext("/", handler);
 * context.getFilters().add(0, new HttpServerFilter(security));
 * }</pre>
 *
 * <p>Requests that the server refuses before any filter runs (a malformed request line, a path of no context) do not
 * pass here: have a context for {@code /}.
 */
package dev.seaworthy.security.http.jdk;
