package dev.seaworthy.core.notify;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/** A body of JSON, and the headers of an attempt at this time. */
record Letter(String body, Function<Instant, Map<String, String>> headers) {
    /** How a notice becomes one. */
    @FunctionalInterface
    interface Writer {
        Letter write(Notice notice);
    }
}
