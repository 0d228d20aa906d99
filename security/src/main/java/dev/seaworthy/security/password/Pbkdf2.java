package dev.seaworthy.security.password;

import dev.seaworthy.security.password.phc.PhcString;
import dev.seaworthy.security.secret.Pepper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * PBKDF2 (RFC 8018 §5.2) by the JDK alone, for where Argon2 is not allowed, as under FIPS 140. A pepper is an
 * HMAC-SHA-512 of the password, in Base64, before it. Immutable.
 */
public final class Pbkdf2 extends Scheme {
    private static final Map<String, String> ALGORITHMS =
            Map.of("pbkdf2-sha256", "PBKDF2WithHmacSHA256", "pbkdf2-sha512", "PBKDF2WithHmacSHA512");

    private final String id;
    private final int iterations;

    private Pbkdf2(String id, int iterations) {
        this.id = id;
        this.iterations = Bounds.check("PBKDF2: iterations", iterations, 1, Bounds.MAX_ITERATIONS);
    }

    /** HMAC-SHA-512 with 220,000 iterations, as the OWASP Password Storage Cheat Sheet (2026) asks. */
    public static Pbkdf2 sha512() {
        return sha512(220_000);
    }

    public static Pbkdf2 sha512(int iterations) {
        return new Pbkdf2("pbkdf2-sha512", iterations);
    }

    /** HMAC-SHA-256 with 600,000 iterations, as the OWASP Password Storage Cheat Sheet (2026) asks. */
    public static Pbkdf2 sha256() {
        return sha256(600_000);
    }

    public static Pbkdf2 sha256(int iterations) {
        return new Pbkdf2("pbkdf2-sha256", iterations);
    }

    static boolean isType(String id) {
        return ALGORITHMS.containsKey(id);
    }

    static Pbkdf2 stored(String id, int iterations) {
        return new Pbkdf2(id, iterations);
    }

    @Override
    byte[] derive(byte[] password, byte[] salt, @Nullable Pepper pepper, int length) {
        char[] text = pepper == null ? decoded(password) : peppered(password, pepper);
        PBEKeySpec spec = new PBEKeySpec(text, salt, iterations, length * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance(ALGORITHMS.get(id))
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(id + " is missing in this JDK's security providers", e);
        } finally {
            spec.clearPassword();
            Arrays.fill(text, '\0');
        }
    }

    /** The JDK takes characters, and encodes them as UTF-8 again. */
    private static char[] decoded(byte[] password) {
        var characters = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(password));
        char[] text = new char[characters.remaining()];
        characters.get(text);
        Arrays.fill(characters.array(), '\0');
        return text;
    }

    private static char[] peppered(byte[] password, Pepper pepper) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(pepper.key().reveal(), "HmacSHA512"));
            return PhcString.encode(mac.doFinal(password)).toCharArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA512 is missing in this JDK's security providers", e);
        }
    }

    @Override
    boolean isMetBy(Scheme other) {
        return other instanceof Pbkdf2 pbkdf2 && pbkdf2.id.equals(id) && pbkdf2.iterations >= iterations;
    }

    @Override
    String id() {
        return id;
    }

    @Override
    Optional<Integer> version() {
        return Optional.empty();
    }

    @Override
    Map<String, String> parameters() {
        return Map.of("i", Integer.toString(iterations));
    }

    @Override
    long memory() {
        return 0;
    }
}
