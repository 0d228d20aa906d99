package dev.seaworthy.backup.objects.source;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A range of keys. Immutable.
 *
 * @param after the key before the first, which is not in it; empty for the very beginning
 * @param through the last key that is in it; none for the very end
 */
public record KeyRange(String after, Optional<String> through) {
    /** The order of the bytes of keys in UTF-8, in which S3 lists; that of Java's strings is another. */
    public static final Comparator<String> ORDER = KeyRange::compare;

    /** Every key. */
    public static final KeyRange ALL = new KeyRange("", Optional.empty());

    public KeyRange {
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(through, "through");
    }

    public boolean contains(String key) {
        return ORDER.compare(key, after) > 0
                && through.filter(last -> ORDER.compare(key, last) > 0).isEmpty();
    }

    /** The keys that are in both; none if no key can be. */
    public Optional<KeyRange> intersect(KeyRange other) {
        String later = ORDER.compare(after, other.after) > 0 ? after : other.after;
        Optional<String> earlier =
                Stream.of(through, other.through).flatMap(Optional::stream).min(ORDER);
        return earlier.filter(last -> ORDER.compare(last, later) <= 0).isPresent()
                ? Optional.empty()
                : Optional.of(new KeyRange(later, earlier));
    }

    private static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Integer.compare(rank(x), rank(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** UTF-8 sorts as code points do: those of two chars after all those of one. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
    }
}
