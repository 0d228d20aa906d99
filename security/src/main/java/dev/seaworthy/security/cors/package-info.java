/**
 * Cross-origin requests as the Fetch standard has them: a request in, a decision out.
 *
 * <p>Start at {@link dev.seaworthy.security.cors.Cors}:
 *
 * <pre>{@code
 * Cors cors = Cors.builder()
 *         .origins("https://contentmax.ai", "https://*.preview.contentmax.ai")
 *         .methods("GET", "POST", "PUT", "DELETE", "OPTIONS")
 *         .headers("Content-Type", "Authorization")
 *         .maxAge(Duration.ofDays(1))
 *         .build();
 * CorsDecision decision = cors.decide(request);
 * decision.writeTo(sink);
 * log.debug("{}", cors.explain(request));
 * }</pre>
 *
 * <p>It is no access control: a browser that is told no still sent its simple request, and other clients never ask. Nor
 * does it look at WebSocket handshakes, which are not CORS.
 */
package dev.seaworthy.security.cors;
