package dev.seaworthy.security.ratelimit;

import java.util.function.LongSupplier;

/** Elapsed time in nanoseconds, unlike a clock's never set back. */
final class Elapsed {
    private Elapsed() {}

    static LongSupplier time() {
        return System::nanoTime;
    }
}
