package dev.seaworthy.core.notify;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header of that name, in seconds or as a date (RFC 9110, section 10.2.3). */
final class RetryAfter {
    private static final String NAME = "Retry-After";

    private RetryAfter() {}

    static Optional<Duration> of(HttpHeaders headers, Instant now) {
        Optional<String> value = headers.firstValue(NAME);
        if (value.isPresent() && value.get().matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value.get())));
        }
        // from the answer's own date, so that our clock does not matter
        Instant from = headers.firstValue("Date").flatMap(RetryAfter::date).orElse(now);
        return value.flatMap(RetryAfter::date)
                .filter(then -> then.isAfter(from))
                .map(then -> Duration.between(from, then));
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
