package dev.seaworthy.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that must not be shown: a key, a token, a password. Immutable.
 *
 * <p><b>Guarantees</b>: {@link #toString()} is {@value #MASK}; {@link #equals} takes the same time wherever two secrets
 * of one length differ; {@link #hashCode()} tells nothing of the value; it is not serializable; Jackson, 2 or 3, writes
 * {@value #MASK} too.
 *
 * <p><b>Not covered</b>: the value stays in memory as long as this object does, and a heap dump shows it.
 */
public final class Secret {
    /** What is shown in place of the value. */
    public static final String MASK = "***";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "value"));
    }

    /** The value itself. Search for callers of this method to find where a secret leaves. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @JsonValue
    @Override
    public String toString() {
        return MASK;
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
