package dev.seaworthy.cdn.probe.answer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** A date as HTTP writes it (RFC 9110, section 5.6.7). */
final class HttpDate {
    private HttpDate() {}

    static Optional<Instant> read(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
