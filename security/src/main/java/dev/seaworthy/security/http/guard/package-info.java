/**
 * Guards: what stands before a part of the application, such as a limit of rates or a check of keys.
 *
 * <p>Start at {@link dev.seaworthy.security.http.guard.Guard}:
 *
 * <pre>{@code
 * Guard office = caller -> caller.address().filter(vpn::contains).isPresent()
 *         ? Ruling.admit()
 *         : Ruling.refuse(Answer.json(403, "{\"error\":\"from the office only\"}"));
 * HttpSecurity.builder().headers(SecurityHeaders.owasp()).guard("/api/admin/", office).build();
 * }</pre>
 */
package dev.seaworthy.security.http.guard;
