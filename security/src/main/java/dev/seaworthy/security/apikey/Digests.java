package dev.seaworthy.security.apikey;

import dev.seaworthy.security.secret.ConstantTime;
import dev.seaworthy.security.secret.Pepper;
import dev.seaworthy.security.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final boolean plain;

    /**
     * @param pepper of new digests
     * @param peppers all, by their names
     * @param formerlyPlain whether digests without a pepper are taken beside one
     */
    Digests(@Nullable Pepper pepper, Map<String, Pepper> peppers, boolean formerlyPlain) {
        this.pepper = pepper;
        this.peppers = Map.copyOf(peppers);
        plain = pepper == null || formerlyPlain;
    }

    String of(String text) {
        return pepper == null ? plain(text) : peppered(pepper, text);
    }

    /** False too for a digest that can't be used. */
    boolean matches(String text, String stored) {
        String shown = stored.startsWith(PLAIN)
                ? plain(text)
                : pepper(stored).map(named -> peppered(named, text)).orElseGet(() -> of(text));
        return ConstantTime.isAnyOf(List.of(bytes(stored)), bytes(shown))
                && flaw(stored).isEmpty();
    }

    /** Why no key can be verified by a stored digest. */
    Optional<String> flaw(String stored) {
        if (stored.startsWith(PLAIN)) {
            return plain
                    ? Optional.empty()
                    : Optional.of("was made without a pepper; if keys are older than it, state formerlyWithoutPepper");
        }
        if (pepper(stored).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                stored.startsWith(PEPPERED)
                        ? "was made with a pepper that is not stated; state it by formerPepper"
                        : "can't be read: it is none of sha256 or hmac-sha256");
    }

    private Optional<Pepper> pepper(String stored) {
        String[] parts = stored.split(":", -1);
        return stored.startsWith(PEPPERED) && parts.length == 3
                ? Optional.ofNullable(peppers.get(parts[1]))
                : Optional.empty();
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
