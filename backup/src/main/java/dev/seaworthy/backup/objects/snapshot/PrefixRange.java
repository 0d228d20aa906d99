package dev.seaworthy.backup.objects.snapshot;

import dev.seaworthy.backup.objects.source.KeyRange;
import java.util.Optional;

/** The keys that begin with a prefix, and few others: what is just before them has no key that one could name. */
final class PrefixRange {
    private static final int FIRST_PRINTABLE = ' ';

    private PrefixRange() {}

    static KeyRange of(String prefix) {
        return prefix.isEmpty() ? KeyRange.ALL : new KeyRange(before(prefix), after(prefix));
    }

    private static String before(String prefix) {
        int last = prefix.codePointBefore(prefix.length());
        String most = prefix.substring(0, prefix.length() - Character.charCount(last));
        return last <= FIRST_PRINTABLE ? most : most + Character.toString(previous(last));
    }

    private static int previous(int codePoint) {
        return codePoint == Character.MAX_SURROGATE + 1 ? Character.MIN_SURROGATE - 1 : codePoint - 1;
    }

    private static Optional<String> after(String prefix) {
        if (prefix.isEmpty()) {
            return Optional.empty();
        }
        int last = prefix.codePointBefore(prefix.length());
        String most = prefix.substring(0, prefix.length() - Character.charCount(last));
        return last == Character.MAX_CODE_POINT ? after(most) : Optional.of(most + Character.toString(next(last)));
    }

    private static int next(int codePoint) {
        return codePoint == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : codePoint + 1;
    }
}
