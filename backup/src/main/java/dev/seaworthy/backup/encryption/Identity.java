package dev.seaworthy.backup.encryption;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.x25519.X25519KeyFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import dev.seaworthy.core.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import javax.crypto.spec.SecretKeySpec;

/**
 * A private key of age, {@code AGE-SECRET-KEY-1…} (X25519), which opens what was sealed to its recipient. Immutable.
 *
 * <p><b>Guarantees</b>: no text that this class makes holds the key.
 *
 * <p><b>Not covered</b>: a service that backs itself up should not hold one; keep it where restores are tested.
 */
public final class Identity {
    private final Secret privateKey;
    private final Recipient recipient;

    private Identity(Secret privateKey) {
        this.privateKey = privateKey;
        this.recipient = recipient(privateKey);
    }

    /** The key as {@code age-keygen} writes it, without the comment lines. */
    public static Identity of(Secret privateKey) {
        return new Identity(privateKey);
    }

    /** A new key, to be kept by {@link #privateKey()}. */
    public static Identity generate() {
        try {
            return of(Secret.of(
                    text(new X25519KeyPairGenerator().generateKeyPair().getPrivate())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks X25519", e);
        }
    }

    /** The public key that belongs to it. */
    public Recipient recipient() {
        return recipient;
    }

    /** The key itself, in a shell that does not print it. */
    public Secret privateKey() {
        return privateKey;
    }

    RecipientStanzaReader reader() throws GeneralSecurityException {
        return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(privateKey.reveal());
    }

    @SuppressWarnings("UnusedException") // its message or its cause's may hold the key
    private static Recipient recipient(Secret privateKey) {
        try {
            byte[] key = privateKey.reveal().getBytes(StandardCharsets.US_ASCII);
            return Recipient.of(text(new X25519KeyFactory().translateKey(new SecretKeySpec(key, "X25519"))));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException("privateKey must be an X25519 identity of age, AGE-SECRET-KEY-1…");
        }
    }

    private static String text(Key key) {
        return new String(key.getEncoded(), StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "Identity of " + recipient;
    }
}
