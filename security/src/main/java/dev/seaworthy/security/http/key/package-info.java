/**
 * API keys before paths of a service.
 *
 * <p>Start at {@link dev.seaworthy.security.http.key.ApiKeyGuard}:
 *
 * <pre>{@code
 * HttpSecurity.builder()
 *         .headers(SecurityHeaders.jsonApi())
 *         .guard("/api/", ApiKeyGuard.builder(keys).scope("GET", "content:read").build())
 * }</pre>
 */
package dev.seaworthy.security.http.key;
