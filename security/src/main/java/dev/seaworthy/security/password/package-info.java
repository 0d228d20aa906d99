/**
 * Passwords at rest.
 *
 * <p>Start at {@link dev.seaworthy.security.password.Passwords}:
 *
 * <pre>{@code
 * String stored = passwords.hash(password);
 * PasswordCheck check = passwords.verify(password, user == null ? null : user.passwordHash());
 * }</pre>
 *
 * <p>Argon2, scrypt and bcrypt need {@code org.bouncycastle:bcprov-jdk18on} on the class path; PBKDF2 does not.
 */
package dev.seaworthy.security.password;
