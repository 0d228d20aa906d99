package dev.seaworthy.security.password;

import dev.seaworthy.security.password.phc.PhcString;
import dev.seaworthy.security.secret.Pepper;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A hash as it is stored. */
final class StoredHash {
    private static final String KEY_ID = "keyid";
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");
    private static final int ARGON2_13 = 19;

    private final Scheme scheme;
    private final Optional<String> keyId;
    private final byte[] salt;
    private final byte[] hash;

    StoredHash(Scheme scheme, Optional<String> keyId, byte[] salt, byte[] hash) {
        Bounds.check("salt in bytes", salt.length, Bounds.MIN_SALT, Bounds.MAX_BYTES);
        Bounds.check("hash in bytes", hash.length, Bounds.MIN_HASH, Bounds.MAX_BYTES);
        this.scheme = scheme;
        this.keyId = keyId;
        this.salt = salt;
        this.hash = hash;
    }

    /** Refuses with an {@link IllegalArgumentException} that holds nothing of the text but numbers of its cost. */
    static StoredHash read(String text) {
        if (Bcrypt.isHash(text)) {
            return Bcrypt.read(text);
        }
        PhcString phc = PhcString.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("neither a PHC string nor bcrypt's form"));
        return new StoredHash(scheme(phc), phc.parameter(KEY_ID), phc.salt(), phc.hash());
    }

    private static Scheme scheme(PhcString phc) {
        if (Argon2.isType(phc.id())) {
            only(phc, "m", "t", "p", KEY_ID);
            if (!phc.version().filter(version -> version == ARGON2_13).isPresent()) {
                throw new IllegalArgumentException("Argon2: only version 19 (1.3) is read");
            }
            return Argon2.stored(phc.id(), number(phc, "m"), number(phc, "t"), number(phc, "p"));
        }
        if (Pbkdf2.isType(phc.id())) {
            only(phc, "i", "l", KEY_ID);
            return Pbkdf2.stored(phc.id(), number(phc, "i"));
        }
        if (phc.id().equals("scrypt")) {
            only(phc, "ln", "r", "p");
            return new Scrypt(number(phc, "ln"), number(phc, "r"), number(phc, "p"));
        }
        throw new IllegalArgumentException("its algorithm is none of argon2id, argon2i, argon2d, pbkdf2-sha256,"
                + " pbkdf2-sha512, scrypt and bcrypt");
    }

    private static void only(PhcString phc, String... names) {
        if (!phc.hasOnly(names)) {
            throw new IllegalArgumentException("it has a parameter that is none of " + String.join(", ", names));
        }
    }

    private static int number(PhcString phc, String name) {
        return phc.parameter(name)
                .filter(value -> NUMBER.matcher(value).matches())
                .map(Integer::valueOf)
                .orElseThrow(() -> new IllegalArgumentException("parameter " + name + " is no number"));
    }

    /** Whether it is the hash of this password. */
    boolean matches(byte[] password, @Nullable Pepper pepper) {
        return MessageDigest.isEqual(scheme.derive(password, salt, pepper, hash.length), hash);
    }

    /** Whether a new one would be no better. */
    boolean meets(Scheme today, Optional<String> keyOfToday, int saltBytes, int hashBytes) {
        return today.isMetBy(scheme)
                && keyId.equals(keyOfToday)
                && salt.length >= saltBytes
                && hash.length >= hashBytes;
    }

    Scheme scheme() {
        return scheme;
    }

    Optional<String> keyId() {
        return keyId;
    }

    String text() {
        Map<String, String> parameters = new LinkedHashMap<>(scheme.parameters());
        keyId.ifPresent(id -> parameters.put(KEY_ID, id));
        return new PhcString(scheme.id(), scheme.version(), parameters, salt, hash).toString();
    }

    @Override
    public String toString() {
        return "StoredHash[" + scheme + "]";
    }
}
