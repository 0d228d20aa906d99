package dev.seaworthy.security.password;

import dev.seaworthy.security.password.phc.PhcString;
import dev.seaworthy.security.secret.Pepper;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a hash is made, with its cost: {@link Argon2} or {@link Pbkdf2}. Immutable. */
public abstract sealed class Scheme permits Argon2, Pbkdf2, Scrypt, Bcrypt {
    Scheme() {}

    /** Makes {@code length} bytes of a password in UTF-8; takes as long as the cost says. */
    abstract byte[] derive(byte[] password, byte[] salt, @Nullable Pepper pepper, int length);

    /** Whether a hash of the other scheme is at least as good as one of this. */
    abstract boolean isMetBy(Scheme other);

    abstract String id();

    abstract Optional<Integer> version();

    abstract Map<String, String> parameters();

    /** What one derivation takes of memory, in bytes. */
    abstract long memory();

    /** The name and cost as they stand in a hash, such as {@code argon2id m=19456,t=2,p=1}. */
    @Override
    public final String toString() {
        PhcString text = new PhcString(id(), Optional.empty(), parameters(), new byte[0], new byte[0]);
        return text.toString().substring(1).replace("$$", "").replace('$', ' ').strip();
    }
}
