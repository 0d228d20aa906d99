package dev.seaworthy.security.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.security.password.PasswordException.Reason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GateTest {
    @Test
    void no_more_than_so_many_are_inside() throws Exception {
        Gate gate = new Gate(2, Duration.ofMinutes(1));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Thread[] threads = new Thread[16];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int round = 0; round < 200; round++) {
                    gate.pass(() -> {
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
        Gate gate = new Gate(1, Duration.ofMillis(5));
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        FutureTask<String> first = new FutureTask<>(() -> gate.pass(() -> {
            entered.countDown();
            await(leave);
            return "first";
        }));
        new Thread(first).start();
        entered.await();

        assertThatExceptionOfType(PasswordException.class)
                .isThrownBy(() -> gate.pass(() -> "second"))
                .withMessage("Passwords: 1 are being hashed, and none ended within 5 ms; answer 503, and raise"
                        + " maxConcurrent only if memory and processors allow it")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
        leave.countDown();
        assertThat(first.get()).isEqualTo("first");
        assertThat(gate.pass(() -> "third")).isEqualTo("third");
    }

    @Test
    void work_that_fails_gives_its_place_back() {
        Gate gate = new Gate(1, Duration.ZERO);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> gate.pass(() -> {
                    throw new IllegalStateException("on purpose");
                }));
        assertThat(gate.pass(() -> "next")).isEqualTo("next");
    }

    @Test
    void who_is_interrupted_stays_so() {
        Gate gate = new Gate(1, Duration.ofMinutes(1));
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(PasswordException.class).isThrownBy(() -> gate.pass(() -> "never"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(gate.pass(() -> "next")).isEqualTo("next");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
