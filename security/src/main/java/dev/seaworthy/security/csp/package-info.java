/**
 * A Content-Security-Policy, written in the words of CSP Level 3, so that none can be misspelt.
 *
 * <p>Start at {@link dev.seaworthy.security.csp.ContentSecurityPolicy}:
 *
 * <pre>{@code
 * ContentSecurityPolicy policy = ContentSecurityPolicy.builder()
 *         .defaultSrc(Source.SELF)
 *         .imgSrc(Source.SELF, Source.scheme("data"))
 *         .connectSrc(Source.SELF, Source.host("https://api.openai.com"))
 *         .frameAncestors(Source.NONE)
 *         .upgradeInsecureRequests()
 *         .build();
 * }</pre>
 *
 * <p>It does not tell a weak policy from a strong one, and has no nonces, hashes, sandbox or reporting yet.
 */
package dev.seaworthy.security.csp;
