package dev.seaworthy.cdn.cloudflare.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final String NOON = "Tue, 24 Nov 2026 12:00:00 GMT";

    @Test
    void reads_seconds() {
        assertThat(RetryAfter.of(Headers.of("Retry-After", "120"))).contains(Duration.ofMinutes(2));
    }

    @Test
    void counts_a_date_from_the_date_of_the_answer() {
        assertThat(RetryAfter.of(Headers.of("Date", NOON, "Retry-After", "Tue, 24 Nov 2026 12:00:30 GMT")))
                .contains(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "99999999999999999999", "Tue, 24 Nov 2026 11:00:00 GMT"})
    void makes_nothing_of_what_tells_no_time_to_come(String value) {
        assertThat(RetryAfter.of(Headers.of("Date", NOON, "Retry-After", value)))
                .isEmpty();
    }

    @Test
    void makes_nothing_of_a_date_in_an_answer_without_one() {
        assertThat(RetryAfter.of(Headers.of("Retry-After", NOON))).isEmpty();
        assertThat(RetryAfter.of(Headers.of())).isEmpty();
    }
}
