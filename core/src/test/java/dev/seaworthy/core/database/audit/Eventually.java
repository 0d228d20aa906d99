package dev.seaworthy.core.database.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import java.util.function.Supplier;

/** For what PostgreSQL tells its statistics a moment later. */
final class Eventually {
    private static final long BOUND_NANOS = 10_000_000_000L;

    private Eventually() {}

    /** The first that is {@code wanted}, asked for until ten seconds have passed. */
    static <T> T get(Supplier<T> supplier, Predicate<T> wanted) {
        T value = last(supplier, wanted);
        assertThat(value).matches(wanted, "what was waited for");
        return value;
    }

    /** The first that is {@code wanted}, or the one that came when ten seconds had passed. */
    static <T> T last(Supplier<T> supplier, Predicate<T> wanted) {
        long start = System.nanoTime();
        T value = supplier.get();
        while (!wanted.test(value) && System.nanoTime() - start < BOUND_NANOS) {
            value = supplier.get();
        }
        return value;
    }
}
