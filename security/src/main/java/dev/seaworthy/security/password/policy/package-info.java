/**
 * Which passwords may be chosen.
 *
 * <p>Start at {@link dev.seaworthy.security.password.policy.PasswordPolicy}:
 *
 * <pre>{@code
 * PasswordVerdict verdict = PasswordPolicy.nist().check(password, user.email(), "contentmax");
 * }</pre>
 */
package dev.seaworthy.security.password.policy;
