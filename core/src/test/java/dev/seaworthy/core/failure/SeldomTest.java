package dev.seaworthy.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Seldom seldom = new Seldom(Duration.ofMinutes(1), nanos::get);

    @Test
    void lets_the_first_through_and_then_one_in_each_period() {
        assertThat(seldom.isDue()).isTrue();
        assertThat(seldom.isDue()).isFalse();
        nanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
        assertThat(seldom.isDue()).isFalse();
        nanos.addAndGet(1);
        assertThat(seldom.isDue()).isTrue();
        assertThat(seldom.isDue()).isFalse();
    }

    @Test
    void lets_the_first_through_whatever_the_ticker_shows() {
        assertThat(new Seldom(Duration.ofMinutes(1), () -> 0).isDue()).isTrue();
    }
}
