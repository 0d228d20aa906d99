package dev.seaworthy.security.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.security.password.PasswordException.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GateTest {
    private static final long MEMORY = 1024 * 1024;

    @Test
    void no_more_than_so_many_are_inside() throws Exception {
        Gate gate = new Gate(2, MEMORY, Duration.ofMinutes(1));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Thread[] threads = new Thread[16];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int round = 0; round < 200; round++) {
                    gate.pass(0, () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.yield();
                        return inside.decrementAndGet();
                    });
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(most.get()).isEqualTo(2);
        assertThat(inside).hasValue(0);
    }

    @Test
    void who_waits_too_long_is_told_and_the_next_may_enter() throws Exception {
        Gate gate = new Gate(1, MEMORY, Duration.ofMillis(5));
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        FutureTask<String> first = new FutureTask<>(() -> gate.pass(0, () -> {
            entered.countDown();
            await(leave);
            return "first";
        }));
        new Thread(first).start();
        entered.await();

        assertThatExceptionOfType(PasswordException.class)
                .isThrownBy(() -> gate.pass(0, () -> "second"))
                .withMessage(
                        "Passwords: at most 1 are hashed at once, as memory allows, and this one's turn did not come"
                                + " within 5 ms; answer 503, and raise maxConcurrent or the heap only if memory and processors"
                                + " allow it")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
        leave.countDown();
        assertThat(first.get()).isEqualTo("first");
        assertThat(gate.pass(0, () -> "third")).isEqualTo("third");
    }

    @Test
    void memory_is_shared_by_those_inside() {
        Gate gate = new Gate(4, MEMORY, Duration.ZERO);

        assertThat(nested(gate, 0, 0, 0, 0)).isEqualTo(4);
        assertThat(nested(gate, 0, 0, 0, 0, 0)).isEqualTo(4);
        assertThat(nested(gate, MEMORY / 2, MEMORY / 2, 0)).isEqualTo(2);
        assertThat(nested(gate, MEMORY / 2, MEMORY / 2 + 1)).isEqualTo(1);
        assertThat(nested(gate, MEMORY / 2 + 1, MEMORY / 4)).isEqualTo(2);
    }

    @Test
    void what_needs_more_than_there_is_runs_alone() {
        Gate gate = new Gate(4, MEMORY, Duration.ZERO);

        assertThat(nested(gate, Long.MAX_VALUE / 2, 0)).isEqualTo(1);
        assertThat(nested(gate, 0, MEMORY * 256)).isEqualTo(1);
        assertThat(nested(new Gate(4, 1, Duration.ZERO), MEMORY)).isEqualTo(1);
    }

    @Test
    void a_heap_of_terabytes_is_counted() {
        Gate gate = new Gate(2, Long.MAX_VALUE, Duration.ZERO);

        assertThat(nested(gate, MEMORY, MEMORY, MEMORY)).isEqualTo(2);
    }

    /** How many came in, each while those before it were inside. */
    private static int nested(Gate gate, long... memories) {
        if (memories.length == 0) {
            return 0;
        }
        try {
            return gate.pass(memories[0], () -> 1 + nested(gate, Arrays.copyOfRange(memories, 1, memories.length)));
        } catch (PasswordException e) {
            return 0;
        }
    }

    @Test
    void work_that_fails_gives_its_place_back() {
        Gate gate = new Gate(1, MEMORY, Duration.ZERO);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> gate.pass(0, () -> {
                    throw new IllegalStateException("on purpose");
                }));
        assertThat(gate.pass(0, () -> "next")).isEqualTo("next");
    }

    @Test
    void who_is_interrupted_stays_so() {
        Gate gate = new Gate(1, MEMORY, Duration.ofMinutes(1));
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(PasswordException.class).isThrownBy(() -> gate.pass(0, () -> "never"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(gate.pass(0, () -> "next")).isEqualTo("next");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
