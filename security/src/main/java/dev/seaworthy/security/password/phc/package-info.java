/**
 * The text form of password hashes. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.security.password.phc.PhcString}:
 *
 * <pre>{@code
 * Optional<PhcString> hash = PhcString.parse("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA");
 * }</pre>
 */
package dev.seaworthy.security.password.phc;
