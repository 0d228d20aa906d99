package dev.seaworthy.security.password;

import dev.seaworthy.core.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** How an application made its hashes before, so that those at rest can be wrapped. Safe for use by many threads. */
@FunctionalInterface
public interface LegacyHash {
    /** The old hash of a password. */
    String hash(String password);

    /** An old hash in the form that {@link #hash} gives, as of another case; refused if it is none. */
    default String canonical(String stored) {
        return stored;
    }

    /** SHA-256 of the password and one salt for all after it, in hexadecimal. */
    static LegacyHash sha256(Secret salt) {
        return new LegacyHash() {
            private static final int DIGITS = 64;

            @Override
            public String hash(String password) {
                byte[] text = (password + salt.reveal()).getBytes(StandardCharsets.UTF_8);
                return HexFormat.of().formatHex(digest().digest(text));
            }

            @Override
            public String canonical(String stored) {
                String lower = stored.strip().toLowerCase(Locale.ROOT);
                if (lower.length() != DIGITS || !lower.chars().allMatch(c -> HexFormat.isHexDigit(c))) {
                    throw new IllegalArgumentException(
                            "Passwords: the old hash is not " + DIGITS + " hexadecimal digits, as SHA-256 gives");
                }
                return lower;
            }
        };
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing in this JDK's security providers", e);
        }
    }
}
