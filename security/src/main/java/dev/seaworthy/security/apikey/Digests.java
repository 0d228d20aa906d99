package dev.seaworthy.security.apikey;

import dev.seaworthy.security.apikey.store.KeyStorageException;
import dev.seaworthy.security.secret.ConstantTime;
import dev.seaworthy.security.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a key's text: {@code sha256:…}, or {@code hmac-sha256:name:…} with a pepper, in lower-case
 * hexadecimal. A fast hash is right for 256 random bits, which nobody can guess. As it is of the whole text, a digest
 * is of use for its own id alone.
 */
final class Digests {
    private static final String PLAIN = "sha256:";
    private static final String PEPPERED = "hmac-sha256:";
    private static final byte[] NOTHING = {};

    private final @Nullable Pepper pepper;
    private final Map<String, Pepper> peppers;

    /**
     * @param pepper of new digests
     * @param peppers all, by their names
     */
    Digests(@Nullable Pepper pepper, Map<String, Pepper> peppers) {
        this.pepper = pepper;
        this.peppers = Map.copyOf(peppers);
    }

    String of(String text) {
        return pepper == null ? plain(text) : peppered(pepper, text);
    }

    /** @throws KeyStorageException if the stored text can't be read, or was made with a pepper that is not stated */
    boolean matches(String text, String stored) {
        String shown = stored.startsWith(PLAIN) ? plain(text) : peppered(pepper(stored), text);
        return ConstantTime.isAnyOf(List.of(bytes(stored)), bytes(shown));
    }

    private Pepper pepper(String stored) {
        String[] parts = stored.split(":", -1);
        if (!stored.startsWith(PEPPERED) || parts.length != 3) {
            throw new KeyStorageException(
                    "a stored digest of an API key can't be read: it is none of sha256 or hmac-sha256");
        }
        Pepper stated = peppers.get(parts[1]);
        if (stated == null) {
            throw new KeyStorageException("a stored digest of an API key was made with a pepper that is not stated;"
                    + " state it by formerPepper");
        }
        return stated;
    }

    private static String plain(String text) {
        return PLAIN + HexFormat.of().formatHex(Sha256.of(text));
    }

    private static String peppered(Pepper pepper, String text) {
        return PEPPERED + pepper.id() + ':' + HexFormat.of().formatHex(Sha256.hmac(pepper.key(), text, NOTHING));
    }

    private static byte[] bytes(String digest) {
        return digest.getBytes(StandardCharsets.US_ASCII);
    }
}
