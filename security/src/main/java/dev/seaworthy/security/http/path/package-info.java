/**
 * How protections compare paths with those that were stated. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.security.http.path.OpenPaths}:
 *
 * <pre>{@code
 * new OpenPaths(List.of("/api/health", "/public/")).contain(request)
 * }</pre>
 */
package dev.seaworthy.security.http.path;
