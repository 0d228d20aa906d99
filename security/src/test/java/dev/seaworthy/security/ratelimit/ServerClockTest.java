package dev.seaworthy.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerClockTest {
    private final ManualTicker time = new ManualTicker();
    private final ServerClock clock = new ServerClock(time);

    @Test
    void the_quickest_of_three_readings_counts_and_elapsed_time_carries_it_on() {
        Iterator<Integer> trips = List.of(500, 10, 300).iterator();

        clock.set(() -> {
            int trip = trips.next();
            time.pass(Duration.ofMillis(trip / 2));
            long server = time.getAsLong() + 1_000_000_000_000L;
            time.pass(Duration.ofMillis(trip == 10 ? 5 : trip));
            return server;
        });

        assertThat(clock.currentTimeNanos()).isEqualTo(time.getAsLong() + 1_000_000_000_000L);
        time.pass(Duration.ofHours(3));
        assertThat(clock.currentTimeNanos()).isEqualTo(time.getAsLong() + 1_000_000_000_000L);
        assertThat(trips.hasNext()).isFalse();
    }

    @Test
    void it_is_read_at_the_first_call_alone() {
        clock.set(() -> 7);
        clock.set(() -> 9);

        assertThat(clock.currentTimeNanos()).isEqualTo(7);
        assertThat(clock.isWallClockBased()).isTrue();
    }

    @Test
    void there_is_no_time_before_it_is_read() {
        assertThatIllegalStateException().isThrownBy(clock::currentTimeNanos);
    }
}
