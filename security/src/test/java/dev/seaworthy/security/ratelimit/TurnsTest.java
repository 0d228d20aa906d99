package dev.seaworthy.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final Turns turns = new Turns();

    @Test
    void a_key_has_one_turn_at_a_time_and_other_keys_have_theirs() throws Exception {
        Turns.Turn first = turns.await("a", Patience.of(SHORT));

        turns.await("b", Patience.of(SHORT)).end();
        assertThatThrownBy(() -> turns.await("a", Patience.of(SHORT)))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        busy -> assertThat(busy.isOfBackend()).isFalse())
                .hasMessage("others asked about the same key for 50 ms");
        first.end();
        turns.await("a", Patience.of(SHORT)).end();
        assertThat(turns.keys()).isZero();
    }

    @Test
    void threads_take_turns_and_leave_nothing_behind() throws Exception {
        AtomicInteger present = new AtomicInteger();

        long alone = Crowd.admitted(16, 200, thread -> {
            try {
                Turns.Turn turn = turns.await("a" + thread % 2, Patience.of(PATIENT));
                boolean isAlone = present.incrementAndGet() <= 2;
                present.decrementAndGet();
                turn.end();
                return isAlone;
            } catch (UnavailableException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(alone).isEqualTo(16 * 200);
        assertThat(turns.keys()).isZero();
    }
}
