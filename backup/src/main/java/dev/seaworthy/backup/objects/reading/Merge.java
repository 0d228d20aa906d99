package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.objects.source.KeyRange;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;

/** Two series in the order of their keys, gone through side by side. */
public final class Merge {
    private Merge() {}

    /** What one of the two has of a key, or both. */
    public interface Pair<A, B, E extends Exception> {
        void found(Optional<A> left, Optional<B> right) throws E;
    }

    /** Tells all pairs, in the order of their keys. */
    public static <A, B, E extends Exception> void of(
            Iterator<A> left,
            Function<A, String> leftKey,
            Iterator<B> right,
            Function<B, String> rightKey,
            Pair<A, B, E> pair)
            throws E {
        Optional<A> a = next(left);
        Optional<B> b = next(right);
        while (a.isPresent() || b.isPresent()) {
            int order = order(a.map(leftKey), b.map(rightKey));
            pair.found(order <= 0 ? a : Optional.empty(), order >= 0 ? b : Optional.empty());
            a = order <= 0 ? next(left) : a;
            b = order >= 0 ? next(right) : b;
        }
    }

    private static <T> Optional<T> next(Iterator<T> series) {
        return series.hasNext() ? Optional.of(series.next()) : Optional.empty();
    }

    /** That of keys; none comes after all of them. */
    static int order(Optional<String> left, Optional<String> right) {
        return left.isPresent() && right.isPresent()
                ? KeyRange.ORDER.compare(left.get(), right.get())
                : Boolean.compare(right.isPresent(), left.isPresent());
    }
}
