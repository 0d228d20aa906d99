package dev.seaworthy.core;

import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that must not be shown: a key, a seed. Immutable.
 *
 * <p><b>Guarantees</b>: {@link #toString()} is {@value Secret#MASK}; {@link #equals} takes the same time wherever two
 * of one length differ; {@link #hashCode()} tells nothing of the bytes; what goes in and what comes out is copied; it
 * is not serializable.
 *
 * <p><b>Not covered</b>: the bytes stay in memory as long as this object does, and a heap dump shows them.
 */
public final class SecretBytes {
    private final byte[] bytes;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static SecretBytes of(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /** A copy of the bytes. Search for callers of this method to find where a secret leaves. */
    public byte[] reveal() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretBytes secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return SecretBytes.class.hashCode();
    }

    @JsonValue
    @Override
    public String toString() {
        return Secret.MASK;
    }
}
