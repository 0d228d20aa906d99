package dev.seaworthy.core.database.archive;

/** Elapsed time, unlike a clock's never set back. */
@FunctionalInterface
interface Ticker {
    long nanos();

    static Ticker system() {
        return System::nanoTime;
    }
}
