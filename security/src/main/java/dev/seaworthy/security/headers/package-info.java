/**
 * The security headers of a response as typed values, checked when they are built.
 *
 * <p>Start at {@link dev.seaworthy.security.headers.SecurityHeaders}:
 *
 * <pre>{@code
 * SecurityHeaders headers = SecurityHeaders.owasp().toBuilder()
 *         .contentSecurityPolicy(policy)
 *         .frameOptions(FrameOptions.SAMEORIGIN)
 *         .remove("Cross-Origin-Embedder-Policy")
 *         .build();
 * headers.writeTo(sink, request.isSecure());
 * }</pre>
 *
 * <p>It knows no web framework: {@link dev.seaworthy.security.headers.HeaderSink} is all that it asks of one. It does
 * not judge whether a set of headers is strict enough, and it makes no nonces.
 */
package dev.seaworthy.security.headers;
