package dev.seaworthy.security.password;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a password is hashed: its bytes in UTF-8, in one form of Unicode if that is stated. */
final class PasswordBytes {
    static final int LONGEST = 1024;

    private static final int MOST_BYTES_OF_ONE = 3;

    private final Normalizer.@Nullable Form form;

    PasswordBytes(Normalizer.@Nullable Form form) {
        this.form = form;
    }

    /** Refuses what can't be one. */
    byte[] require(CharSequence password) {
        if (password.isEmpty()) {
            throw unusable("is empty");
        }
        if (password.length() > LONGEST) {
            throw unusable("has more than " + LONGEST + " characters; that many bytes are hashed at most");
        }
        byte[] bytes = encode(password).orElseThrow(() -> unusable("is not valid Unicode: half of a pair is missing"));
        if (bytes.length > LONGEST) {
            throw unusable("has " + bytes.length + " bytes in UTF-8; at most " + LONGEST + " are hashed");
        }
        return bytes;
    }

    /** Empty for what can't be one, so that no hash can be of it. */
    Optional<byte[]> find(CharSequence password) {
        return password.isEmpty() || password.length() > LONGEST
                ? Optional.empty()
                : encode(password).filter(bytes -> bytes.length <= LONGEST);
    }

    /** As hashed before, so that it can be compared with a legacy hash. */
    String normalized(CharSequence password) {
        return form == null ? password.toString() : Normalizer.normalize(password, form);
    }

    private Optional<byte[]> encode(CharSequence password) {
        CharSequence text = form == null ? password : Normalizer.normalize(password, form);
        ByteBuffer encoded = ByteBuffer.allocate(text.length() * MOST_BYTES_OF_ONE);
        CoderResult result = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text), encoded, true);
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        return result.isError() ? Optional.empty() : Optional.of(bytes);
    }

    private static PasswordException unusable(String why) {
        return new PasswordException(PasswordException.Reason.UNUSABLE_PASSWORD, "The password " + why);
    }
}
