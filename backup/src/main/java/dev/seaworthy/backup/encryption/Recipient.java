package dev.seaworthy.backup.encryption;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.security.GeneralSecurityException;

/**
 * A public key of age, {@code age1…} (X25519): it seals and cannot open, so a service may hold it in the open.
 * Immutable.
 */
public record Recipient(String publicKey) {
    public Recipient {
        writer(publicKey);
    }

    /** The key as {@code age-keygen} prints it. */
    public static Recipient of(String publicKey) {
        return new Recipient(publicKey);
    }

    RecipientStanzaWriter writer() {
        return writer(publicKey);
    }

    private static RecipientStanzaWriter writer(String publicKey) {
        try {
            return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(publicKey);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException("publicKey must be an X25519 recipient of age, age1…", e);
        }
    }

    @Override
    public String toString() {
        return publicKey;
    }
}
