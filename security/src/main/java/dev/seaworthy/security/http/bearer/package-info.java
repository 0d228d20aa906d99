/**
 * Bearer tokens as RFC 6750 has them: how one is shown, and how one is asked for. Shared inside this module, and not
 * exported.
 *
 * <p>Start at {@link dev.seaworthy.security.http.bearer.BearerToken}:
 *
 * <pre>{@code
 * BearerToken.of(request).filter(this::opens)
 * }</pre>
 */
package dev.seaworthy.security.http.bearer;
