package dev.seaworthy.docs.snippets;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.security.password.Argon2;
import dev.seaworthy.security.password.LegacyHash;
import dev.seaworthy.security.password.PasswordCheck;
import dev.seaworthy.security.password.PasswordException;
import dev.seaworthy.security.password.Passwords;
import dev.seaworthy.security.password.Pbkdf2;
import dev.seaworthy.security.password.policy.PasswordPolicy;
import dev.seaworthy.security.password.policy.PasswordVerdict;
import dev.seaworthy.security.password.policy.PwnedPasswords;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

final class PasswordSnippets {
    private PasswordSnippets() {}

    interface Users {
        Optional<String> hash(String email);

        void store(String email, String hash);
    }

    static void keep(Users users, String email, String password) {
        Passwords passwords = Passwords.argon2id();
        users.store(email, passwords.hash(password));
    }

    static boolean signIn(Passwords passwords, Users users, String email, String password) {
        PasswordCheck check = passwords.verify(password, users.hash(email).orElse(null));
        if (check.needsRehash()) {
            users.store(email, passwords.hash(password));
        }
        return check.matches();
    }

    static void cost() {
        System.out.println(Argon2.calibrated(Duration.ofMillis(250))); // argon2id m=19456,t=9,p=1
        Passwords passwords =
                Passwords.builder().scheme(Argon2.id(19_456, 9, 1)).build();
        Passwords fips = Passwords.builder().scheme(Pbkdf2.sha512()).build();
    }

    static void pepper(SecretBytes key2026, SecretBytes key2027) {
        Passwords before = Passwords.builder().pepper("2026", key2026).build();
        Passwords after = Passwords.builder()
                .pepper("2027", key2027)
                .formerPepper("2026", key2026)
                .build();
    }

    static void legacy(Secret sessionSecret, Users users, String email, String oldHash) {
        Passwords passwords = Passwords.builder()
                .legacy("sha256", LegacyHash.sha256(sessionSecret))
                .build();
        users.store(email, passwords.wrap("sha256", oldHash));
    }

    static void policy(HttpClient http, String password, String email) {
        PasswordPolicy policy = PasswordPolicy.builder()
                .breaches(PwnedPasswords.of(http).within(Duration.ofSeconds(1)))
                .build();
        PasswordVerdict verdict = policy.check(password, email, "contentmax");
        verdict.weaknesses().forEach(weakness -> System.out.println("Your password " + weakness.message()));
    }

    static int answer(PasswordException e) {
        return switch (e.reason()) {
            case UNUSABLE_PASSWORD -> 400;
            case BUSY -> 503;
            case UNREADABLE_HASH -> 500;
        };
    }
}
