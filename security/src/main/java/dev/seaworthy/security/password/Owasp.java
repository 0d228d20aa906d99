package dev.seaworthy.security.password;

import java.util.List;

/**
 * The least that the OWASP Password Storage Cheat Sheet (2026) asks: one of five costs of Argon2id that it holds for
 * equal, or PBKDF2. Its count for HMAC-SHA-512 was 210,000 in 2023, and is 220,000 now.
 */
final class Owasp {
    private static final List<Scheme> LEAST = List.of(
            Argon2.id(47_104, 1, 1),
            Argon2.id(19_456, 2, 1),
            Argon2.id(12_288, 3, 1),
            Argon2.id(9_216, 4, 1),
            Argon2.id(7_168, 5, 1),
            Pbkdf2.sha256(),
            Pbkdf2.sha512());

    private Owasp() {}

    static boolean isMetBy(Scheme scheme) {
        return LEAST.stream().anyMatch(least -> least.isMetBy(scheme));
    }
}
