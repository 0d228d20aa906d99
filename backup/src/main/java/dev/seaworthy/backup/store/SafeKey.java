package dev.seaworthy.backup.store;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;

/** The rule for keys, strict enough that none can leave a folder when it becomes a path. */
final class SafeKey {
    private static final int MAX_BYTES = 1024;
    private static final Set<String> UNSAFE_SEGMENTS = Set.of("", ".", "..");

    private SafeKey() {}

    static String require(String key) {
        if (!isSafe(key)) {
            throw new IllegalArgumentException(
                    "key must be a relative path without empty segments, '.', '..', backslashes or control characters: "
                            + printable(key));
        }
        return key;
    }

    private static boolean isSafe(String key) {
        return key.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && key.chars().noneMatch(SafeKey::isUnsafe)
                && Stream.of(key.split("/", -1)).noneMatch(UNSAFE_SEGMENTS::contains);
    }

    private static boolean isUnsafe(int character) {
        return character == '\\' || Character.isISOControl(character);
    }

    private static String printable(String key) {
        String shown = key.replaceAll("\\p{Cntrl}", "?");
        return shown.length() <= 80 ? shown : shown.substring(0, 80) + "…";
    }
}
