package dev.seaworthy.cdn.cloudflare.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** The header of that name, in seconds or as a date (RFC 9110, section 10.2.3). */
final class RetryAfter {
    private static final String NAME = "Retry-After";

    private RetryAfter() {}

    static Optional<Duration> of(Headers headers) {
        String value = headers.get(NAME);
        if (value == null) {
            return Optional.empty();
        }
        return value.matches("\\d{1,9}") ? Optional.of(Duration.ofSeconds(Long.parseLong(value))) : untilDate(headers);
    }

    /** Counted from the answer's own date, so that our clock does not matter. */
    private static Optional<Duration> untilDate(Headers headers) {
        Instant now = instant(headers.getDate("Date"));
        Instant then = instant(headers.getDate(NAME));
        return now == null || then == null || then.isBefore(now)
                ? Optional.empty()
                : Optional.of(Duration.between(now, then));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
