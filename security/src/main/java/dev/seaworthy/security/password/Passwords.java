package dev.seaworthy.security.password;

import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.security.declaration.Problems;
import dev.seaworthy.security.password.PasswordException.Reason;
import dev.seaworthy.security.password.phc.PhcString;
import dev.seaworthy.security.secret.Pepper;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords, and compares them with stored hashes. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: each hash has a random salt of 128 bits and says in PHC string format how it was made;
 * comparison takes the same time wherever two hashes differ, and for a user who is not there as long as for one with a
 * hash of today's cost; what a stored hash may cost is bounded; so are how many are computed at once, and the memory
 * that they take together.
 *
 * <p><b>Not covered</b>: guessing over the network (limit the rate), and that hashes of an older cost take their own
 * time until their users have signed in again.
 */
public final class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern WRAPPED = Pattern.compile("\\$wrapped\\$([a-z0-9-]{1,32})(\\$.*)");

    private final Scheme scheme;
    private final @Nullable Pepper pepper;
    private final Map<String, Pepper> peppers;
    private final Map<String, LegacyHash> legacy;
    private final PasswordBytes bytes;
    private final Gate gate;
    private final SecureRandom random;

    Passwords(Builder builder, Gate gate) {
        scheme = builder.scheme;
        pepper = builder.pepper;
        peppers = Map.copyOf(builder.peppers);
        legacy = Map.copyOf(builder.legacy);
        bytes = new PasswordBytes(builder.form);
        random = builder.random;
        this.gate = gate;
    }

    /** Argon2id at the cost that OWASP asks, without a pepper. */
    public static Passwords argon2id() {
        return builder().build();
    }

    /** As {@link #argon2id()}, and more stated. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The text to store.
     *
     * @throws PasswordException if the password is empty, longer than 1,024 bytes or no Unicode, or too many are hashed
     */
    public String hash(CharSequence password) {
        byte[] input = bytes.require(password);
        try {
            return store(input);
        } finally {
            Arrays.fill(input, (byte) 0);
        }
    }

    private String store(byte[] input) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = gate.pass(scheme.memory(), () -> scheme.derive(input, salt, pepper, HASH_BYTES));
        return new StoredHash(scheme, keyId(), salt, hash).text();
    }

    /**
     * Compares a password with what is stored.
     *
     * @param stored null if there is no such user, which takes as long
     * @throws PasswordException if what is stored can't be read, or too many are hashed
     */
    public PasswordCheck verify(CharSequence password, @Nullable String stored) {
        Optional<byte[]> input = bytes.find(password);
        if (input.isEmpty()) {
            return PasswordCheck.NO_MATCH;
        }
        try {
            return stored == null ? absent(input.get()) : compare(password, input.get(), stored);
        } finally {
            Arrays.fill(input.get(), (byte) 0);
        }
    }

    private PasswordCheck absent(byte[] input) {
        gate.pass(scheme.memory(), () -> scheme.derive(input, new byte[SALT_BYTES], pepper, HASH_BYTES));
        return PasswordCheck.NO_MATCH;
    }

    private PasswordCheck compare(CharSequence password, byte[] input, String stored) {
        Matcher wrapped = WRAPPED.matcher(stored);
        if (!wrapped.matches()) {
            StoredHash hash = read(stored);
            return matches(hash, input) ? new PasswordCheck(true, !isOfToday(hash)) : PasswordCheck.NO_MATCH;
        }
        LegacyHash inner = inner(wrapped.group(1));
        StoredHash outer = read(wrapped.group(2));
        byte[] old = inner.hash(bytes.normalized(password)).getBytes(StandardCharsets.UTF_8);
        return matches(outer, old) ? new PasswordCheck(true, true) : PasswordCheck.NO_MATCH;
    }

    private static StoredHash read(String stored) {
        try {
            return StoredHash.read(stored);
        } catch (IllegalArgumentException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    private boolean matches(StoredHash stored, byte[] input) {
        Pepper key = stored.keyId().map(this::pepper).orElse(null);
        try {
            return gate.pass(stored.scheme().memory(), () -> stored.matches(input, key));
        } catch (IllegalArgumentException e) {
            throw unreadable(stored.scheme() + " is no cost that its algorithm takes");
        }
    }

    private Pepper pepper(String keyId) {
        Pepper stated = peppers.get(keyId);
        if (stated == null) {
            throw unreadable("it was made with a pepper that is not stated; state it by formerPepper");
        }
        return stated;
    }

    private boolean isOfToday(StoredHash stored) {
        return stored.meets(scheme, keyId(), SALT_BYTES, HASH_BYTES);
    }

    private Optional<String> keyId() {
        return Optional.ofNullable(pepper).map(Passwords::keyId);
    }

    /** As the PHC string format writes {@code keyid}. */
    private static String keyId(Pepper pepper) {
        return PhcString.encode(pepper.id().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Hashes an old hash, so that no fast hash stays at rest; {@link #verify} knows it, and asks for a new one at the
     * next login.
     *
     * @param id under which the old way was stated
     * @throws IllegalArgumentException if the old hash is none of that way
     */
    public String wrap(String id, String oldHash) {
        byte[] input = inner(id).canonical(oldHash).getBytes(StandardCharsets.UTF_8);
        return "$wrapped$" + id + store(input);
    }

    private LegacyHash inner(String id) {
        LegacyHash stated = legacy.get(id);
        if (stated == null) {
            throw unreadable(
                    "it wraps a legacy hash of a way that is not stated; state it by legacy(\"" + id + "\", ...)");
        }
        return stated;
    }

    private static PasswordException unreadable(String why) {
        return new PasswordException(Reason.UNREADABLE_HASH, "A stored password hash can't be read: " + why);
    }

    /** Its scheme alone. */
    @Override
    public String toString() {
        return "Passwords[" + scheme + "]";
    }

    /** States how passwords are hashed. */
    public static final class Builder {
        private static final int HEAP_SHARE = 4;
        private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}");

        private final Problems problems = new Problems("Passwords");
        private final Map<String, Pepper> peppers = new LinkedHashMap<>();
        private final Map<String, LegacyHash> legacy = new LinkedHashMap<>();
        private Scheme scheme = Argon2.owasp();
        private Duration patience = Duration.ofSeconds(5);
        private SecureRandom random = new SecureRandom();
        private @Nullable Pepper pepper;
        private Normalizer.@Nullable Form form;
        private int maxConcurrent = Runtime.getRuntime().availableProcessors();
        private boolean weakAllowed;

        private Builder() {}

        /** How new hashes are made, at OWASP's least or more; {@link Argon2#owasp()} if not said. */
        public Builder scheme(Argon2 argon2) {
            scheme = argon2;
            return this;
        }

        /** How new hashes are made, at OWASP's least or more. */
        public Builder scheme(Pbkdf2 pbkdf2) {
            scheme = pbkdf2;
            return this;
        }

        /**
         * A key of 32 bytes or more that new hashes are made with, kept apart from them. Its name, up to 8 characters,
         * stands in each hash. Lost, it makes them all worthless.
         */
        public Builder pepper(String id, SecretBytes key) {
            problems.collect(() -> pepper = add(new Pepper(id, key)));
            return this;
        }

        /** A key that hashes from before were made with; they match, and need a new hash. */
        public Builder formerPepper(String id, SecretBytes key) {
            problems.collect(() -> add(new Pepper(id, key)));
            return this;
        }

        private Pepper add(Pepper stated) {
            if (peppers.putIfAbsent(keyId(stated), stated) != null) {
                problems.add("pepper " + stated.id() + " is stated twice; give each its own name");
            }
            return stated;
        }

        /** How hashes that {@link Passwords#wrap} takes were made. */
        public Builder legacy(String id, LegacyHash hash) {
            if (!ID.matcher(id).matches()) {
                problems.add(
                        "the name of a legacy hash is 1 to 32 of a-z, 0-9 and -, such as sha256; not \"" + id + '"');
            } else if (legacy.putIfAbsent(id, hash) != null) {
                problems.add("legacy hash " + id + " is stated twice; give each its own name");
            }
            return this;
        }

        /**
         * Brings passwords into one form of Unicode before they are hashed, for users whose keyboards write one
         * character in two ways. State it before the first hash is stored, and for good; none if not said.
         */
        public Builder normalize(Normalizer.Form form) {
            this.form = form;
            return this;
        }

        /**
         * How many are computed at once; as many as there are processors if not said. Those that run take a quarter of
         * the heap together; a stored hash that needs more than that is computed alone.
         */
        public Builder maxConcurrent(int count) {
            if (count < 1) {
                problems.add("maxConcurrent is " + count + "; give 1 or more");
            }
            maxConcurrent = count;
            return this;
        }

        /** How long one waits for its turn; 5 seconds if not said. */
        public Builder maxWait(Duration wait) {
            if (wait.isNegative()) {
                problems.add("maxWait is negative; give zero or more");
            }
            patience = wait;
            return this;
        }

        /** Where salts come from. */
        public Builder random(SecureRandom random) {
            this.random = random;
            return this;
        }

        /** Allows a scheme below the least that OWASP asks: for tests that hash much, never for passwords of users. */
        public Builder dangerouslyAllowWeakScheme() {
            weakAllowed = true;
            return this;
        }

        private static boolean isBouncyCastleThere() {
            try {
                Class.forName("org.bouncycastle.crypto.generators.Argon2BytesGenerator");
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }

        /** Refuses with an {@link IllegalArgumentException} that tells all problems. */
        public Passwords build() {
            if (!(scheme instanceof Pbkdf2) && !isBouncyCastleThere()) {
                problems.add("Argon2 is by Bouncy Castle, which is not on the class path; add"
                        + " org.bouncycastle:bcprov-jdk18on, or state scheme(Pbkdf2.sha512())");
            }
            if (!weakAllowed && !Owasp.isMetBy(scheme)) {
                problems.add(
                        scheme + " is weaker than the least that OWASP asks; take Argon2.owasp() or Pbkdf2.sha512(),"
                                + " or in tests say dangerouslyAllowWeakScheme()");
            }
            problems.refuse();
            long memory = Runtime.getRuntime().maxMemory() / HEAP_SHARE;
            return new Passwords(this, new Gate(maxConcurrent, memory, patience));
        }
    }
}
