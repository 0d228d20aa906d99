package dev.seaworthy.security.password;

/**
 * What came of comparing a password with a stored hash.
 *
 * @param needsRehash whether to store {@link Passwords#hash} of the password now; true only if it matches
 */
public record PasswordCheck(boolean matches, boolean needsRehash) {
    static final PasswordCheck NO_MATCH = new PasswordCheck(false, false);
}
