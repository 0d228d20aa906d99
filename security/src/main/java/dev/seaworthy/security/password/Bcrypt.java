package dev.seaworthy.security.password;

import dev.seaworthy.security.secret.Pepper;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.BCrypt;
import org.jspecify.annotations.Nullable;

/**
 * bcrypt, of hashes that were made elsewhere: {@code $2a$}, {@code $2b$} and {@code $2y$}. It looks at the first 72
 * bytes of a password, as those who made the hash did. Immutable.
 */
final class Bcrypt extends Scheme {
    static final int HASH_BYTES = 23;

    private static final int MIN_COST = 4;
    private static final int LONGEST = 72;
    private static final int SALT_CHARACTERS = 22;
    private static final int SALT_BYTES = 16;
    private static final int BITS = 6;
    private static final String ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$([./A-Za-z0-9]{53})");

    private final int cost;

    private Bcrypt(int cost) {
        this.cost = Bounds.check("bcrypt: cost", cost, MIN_COST, Bounds.MAX_BCRYPT_COST);
    }

    static boolean isHash(String text) {
        return FORM.matcher(text).matches();
    }

    static StoredHash read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("bcrypt: not of the form $2b$12$ and 53 characters");
        }
        String characters = form.group(2);
        return new StoredHash(
                new Bcrypt(Integer.parseInt(form.group(1))),
                Optional.empty(),
                decode(characters.substring(0, SALT_CHARACTERS), SALT_BYTES),
                decode(characters.substring(SALT_CHARACTERS), HASH_BYTES));
    }

    /** Base64 in bcrypt's own alphabet and without padding. */
    private static byte[] decode(String text, int length) {
        byte[] bytes = new byte[length];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < text.length() && at < length; i++) {
            buffer = (buffer << BITS) | ALPHABET.indexOf(text.charAt(i));
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes[at++] = (byte) (buffer >> bits);
            }
        }
        return bytes;
    }

    @Override
    byte[] derive(byte[] password, byte[] salt, @Nullable Pepper pepper, int length) {
        byte[] key = Arrays.copyOf(password, Math.min(password.length, LONGEST));
        try {
            boolean endedByZero = true;
            return Arrays.copyOf(BCrypt.generate(key, salt, cost, endedByZero), length);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    @Override
    boolean isMetBy(Scheme other) {
        return false;
    }

    @Override
    String id() {
        return "bcrypt";
    }

    @Override
    Optional<Integer> version() {
        return Optional.empty();
    }

    @Override
    Map<String, String> parameters() {
        return Map.of("r", Integer.toString(cost));
    }

    @Override
    long memory() {
        return 0;
    }
}
