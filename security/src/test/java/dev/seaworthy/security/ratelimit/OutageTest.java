package dev.seaworthy.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Logged;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final UnavailableException FAILURE = UnavailableException.of("it failed", new Exception("refused"));

    private final ManualTicker time = new ManualTicker();
    private final Outage outage = new Outage("Redis", Availability.OPEN, time);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            outage.failed(FAILURE);
        }
    }

    private void answer(int times) {
        for (int i = 0; i < times; i++) {
            outage.answered();
        }
    }

    @Test
    void it_begins_after_failures_in_a_row_and_ends_after_answers_in_a_row() {
        fail(Outage.FAILURES - 1);
        answer(1);
        fail(Outage.FAILURES - 1);
        assertThat(outage.lasts()).isFalse();
        fail(1);
        assertThat(outage.lasts()).isTrue();

        answer(Outage.ANSWERS - 1);
        fail(1);
        answer(Outage.ANSWERS - 1);
        assertThat(outage.lasts()).isTrue();
        answer(1);
        assertThat(outage.lasts()).isFalse();
        fail(Outage.FAILURES - 1);
        assertThat(outage.lasts()).isFalse();
    }

    @Test
    void too_many_that_ask_and_callers_that_are_interrupted_are_none() {
        for (int i = 0; i < 100; i++) {
            outage.failed(UnavailableException.busy("too many"));
            outage.failed(UnavailableException.interrupted(new InterruptedException()));
            outage.begins(UnavailableException.interrupted(new InterruptedException()));
        }

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outage.lasts()).isFalse();
    }

    @Test
    void one_that_comes_and_goes_is_told_of_once_in_a_minute() {
        try (Logged log = new Logged()) {
            for (int i = 0; i < 59; i++) {
                fail(Outage.FAILURES);
                answer(Outage.ANSWERS);
                time.pass(Duration.ofSeconds(1));
            }
            assertThat(log.text().split("is unavailable", -1)).hasSize(2);

            fail(Outage.FAILURES);
            assertThat(log.text().split("is unavailable", -1)).hasSize(2);
            time.pass(Duration.ofSeconds(1));
            fail(1);

            assertThat(log.text().split("is unavailable", -1)).hasSize(3);
        }
    }

    @Test
    void the_end_of_one_that_was_told_of_is_told_of() {
        try (Logged log = new Logged()) {
            fail(Outage.FAILURES);
            answer(Outage.ANSWERS - 1);
            assertThat(log.text()).doesNotContain("available again");
            answer(Outage.ANSWERS);
            fail(Outage.FAILURES);
            answer(Outage.ANSWERS);

            assertThat(log.text().split("INFO .*Redis is available again", -1)).hasSize(2);
        }
    }

    @Test
    void one_that_lasts_is_told_of_once() {
        try (Logged log = new Logged()) {
            for (int minute = 0; minute < 5; minute++) {
                fail(Outage.FAILURES);
                time.pass(Duration.ofMinutes(1));
            }

            assertThat(log.text().split("is unavailable", -1)).hasSize(2);
        }
    }

    @Test
    void one_request_at_a_time_looks_and_a_while_after_the_one_before() {
        assertThat(outage.beginsToLook()).isTrue();
        time.pass(Duration.ofHours(1));
        assertThat(outage.beginsToLook()).isFalse();
        outage.hasLooked();
        assertThat(outage.beginsToLook()).isFalse();
        time.pass(Duration.ofMillis(99));
        assertThat(outage.beginsToLook()).isFalse();
        time.pass(Duration.ofMillis(1));
        assertThat(outage.beginsToLook()).isTrue();
    }
}
