/**
 * A Content-Security-Policy, written in the words of CSP Level 3, so that none can be misspelt.
 *
 * <p>Start at {@link dev.seaworthy.security.csp.ContentSecurityPolicy}:
 *
 * <pre>{@code
 * ContentSecurityPolicy policy = ContentSecurityPolicy.htmlPage().toBuilder()
 *         .scriptSrc(Source.NONCE, Source.STRICT_DYNAMIC, Source.sha256(bootScript))
 *         .connectSrc(Source.SELF, Source.host("https://api.openai.com"))
 *         .requireTrustedTypesForScript()
 *         .reportTo("csp").reportUri("/csp-reports")
 *         .build();
 * Nonce nonce = nonces.next();                       // one for each response
 * String header = policy.render(request.isSecure(), nonce);
 * }</pre>
 *
 * <p>It does not tell a weak policy from a strong one ({@link dev.seaworthy.security.csp.audit.CspAudit} does), and
 * writes no page: put {@code nonce.value()} into its {@code nonce} attributes.
 */
package dev.seaworthy.security.csp;
