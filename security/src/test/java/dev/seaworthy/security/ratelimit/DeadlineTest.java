package dev.seaworthy.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.testkit.Condition;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    private final Deadline deadline = new Deadline("test");
    private final AtomicInteger over = new AtomicInteger();

    @Test
    void a_class_that_is_missing_is_no_failure_of_the_back_end() {
        assertThatThrownBy(() -> deadline.call(
                        () -> {
                            throw new NoClassDefFoundError("io/lettuce");
                        },
                        Patience.of(Duration.ofSeconds(20)),
                        over::incrementAndGet))
                .isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void what_finds_no_thread_in_time_is_no_failure_of_the_back_end_and_what_hangs_gives_its_thread_back()
            throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(Deadline.MOST);
        ExecutorService callers = Executors.newFixedThreadPool(Deadline.MOST);
        try {
            for (int i = 0; i < Deadline.MOST; i++) {
                callers.submit(() -> deadline.call(
                        () -> {
                            begun.countDown();
                            end.await();
                            return 1;
                        },
                        Patience.of(Duration.ofMinutes(1)),
                        over::incrementAndGet));
            }
            begun.await();
            assertThat(over).hasValue(0);

            assertThat(failure(end).isOfBackend()).isFalse();
            assertThat(failure(end).isOfBackend()).isFalse();
            assertThat(over).hasValue(2);
        } finally {
            end.countDown();
            callers.shutdown();
        }
        Condition.await("the threads", () -> over.get() == Deadline.MOST + 2);
    }

    /** An application that is undeployed must not stay in memory for a thread that idles. */
    @Test
    void its_threads_hold_no_class_loader_of_who_asks() throws Exception {
        Thread asking = Thread.currentThread();
        ClassLoader before = asking.getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(new URL[0])) {
            asking.setContextClassLoader(application);

            ClassLoader loader = deadline.call(
                    () -> Thread.currentThread().getContextClassLoader(),
                    Patience.of(Duration.ofSeconds(20)),
                    () -> {});

            assertThat(loader).isSameAs(Deadline.class.getClassLoader());
        } finally {
            asking.setContextClassLoader(before);
        }
    }

    @Test
    void nobody_interrupts_a_question_that_is_no_longer_waited_for() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger interruptions = new AtomicInteger();
        Callable<Integer> question = () -> {
            try {
                end.await();
                return 1;
            } catch (InterruptedException e) {
                return interruptions.incrementAndGet();
            }
        };
        assertThatThrownBy(() -> deadline.call(question, Patience.of(SHORT), over::incrementAndGet))
                .isInstanceOf(UnavailableException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> deadline.call(question, Patience.of(Duration.ofSeconds(20)), over::incrementAndGet))
                .isInstanceOf(UnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();

        end.countDown();

        Condition.await("their end", () -> over.get() == 2);
        assertThat(interruptions).hasValue(0);
    }

    private UnavailableException failure(CountDownLatch end) {
        try {
            deadline.call(
                    () -> {
                        end.await();
                        return 1;
                    },
                    Patience.of(SHORT),
                    over::incrementAndGet);
        } catch (UnavailableException e) {
            return e;
        }
        throw new AssertionError("it answered");
    }
}
