package dev.seaworthy.core.config.convert;

import dev.seaworthy.core.SecretBytes;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Secret bytes of a declared number, in Base64 or hexadecimal digits. */
final class Bytes {
    private static final String[] PADDING = {"", "(==)?", "=?"};

    private Bytes() {}

    static TextType of(ByteEncoding encoding) {
        return switch (encoding.kind()) {
            case BASE64 -> base64(encoding.length());
            case HEX -> hex(encoding.length());
        };
    }

    private static TextType hex(int length) {
        return secret(
                length + " bytes in " + 2 * length + " hexadecimal digits",
                "^[0-9a-fA-F]{" + 2 * length + "}$",
                HexFormat.of()::parseHex);
    }

    private static TextType base64(int length) {
        int digits = (length * 4 + 2) / 3;
        return secret(
                length + " bytes in Base64, which are " + digits + " characters before any padding",
                "^([A-Za-z0-9+/]{" + digits + "}|[A-Za-z0-9_-]{" + digits + "})" + PADDING[length % 3] + "$",
                Bytes::decoded);
    }

    private static TextType secret(String form, String pattern, Function<String, byte @Nullable []> decode) {
        TextType shown = TextType.matching("secret", "must be " + form, "", pattern, text -> {
            byte[] bytes = decode.apply(text);
            return bytes == null ? null : SecretBytes.of(bytes);
        });
        return new TextType(
                shown.label(),
                shown.rule(),
                Optional.empty(),
                shown.jsonSchema(),
                true,
                false,
                false,
                shown.converter());
    }

    /** Null if bits are set that no byte holds, so that the same bytes have one text. */
    private static byte @Nullable [] decoded(String text) {
        String standard = text.replace("=", "").replace('-', '+').replace('_', '/');
        byte[] bytes = Base64.getDecoder().decode(standard);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes).equals(standard) ? bytes : null;
    }
}
