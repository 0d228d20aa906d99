package dev.seaworthy.cdn.probe.verdict;

import dev.seaworthy.cdn.probe.field.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One answer, as far as it matters to caches. Immutable. Its texts are printable ASCII and cut.
 *
 * @param asked as whom, or how: {@code anybody}, {@code visitor 1}, {@code accepting gzip}
 * @param at when the answer was there
 * @param age how old the copy was, as {@code Age} or {@code Date} tell; empty if neither does
 * @param headers those that tell of caching, by their usual names; of {@code Set-Cookie} the names alone
 * @param content a fingerprint of what was read of the body, the same for the same content
 */
public record Observation(
        String asked,
        Instant at,
        int status,
        CacheState state,
        Optional<Duration> age,
        Map<String, String> headers,
        String content) {
    public Observation {
        asked = Printable.text(asked);
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(state, "state");
        Map<String, String> shown = new LinkedHashMap<>();
        headers.forEach((name, value) -> shown.put(Printable.text(name), Printable.text(value)));
        headers = java.util.Collections.unmodifiableMap(shown);
    }

    /** When the copy came from the origin; empty if its age is not known. */
    public Optional<Instant> storedAt() {
        return age.map(at::minus);
    }

    /** {@code visitor 1: 200 HIT, Age: 12, Cache-Control: max-age=60}. */
    @Override
    public String toString() {
        String shown = headers.entrySet().stream()
                .map(header -> ", " + header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining());
        return asked + ": " + status + " " + state + shown;
    }
}
