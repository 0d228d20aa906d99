package dev.seaworthy.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.cdn.testing.InMemoryCdn;
import dev.seaworthy.testkit.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PurgeQueueTest {
    private static final Duration NEVER = Duration.ofDays(1);

    private final InMemoryCdn cdn = new InMemoryCdn();
    private final List<Purge> lost = Collections.synchronizedList(new ArrayList<>());
    private final List<CdnException> reasons = Collections.synchronizedList(new ArrayList<>());

    private PurgeQueue.Builder queue(CdnClient client) {
        return PurgeQueue.builder(client, (purge, reason) -> {
                    lost.add(purge);
                    reasons.add(reason);
                })
                .delay(NEVER);
    }

    private static CdnException passing() {
        return CdnException.builder("busy").status(503).build();
    }

    @Test
    void a_burst_is_one_purge_of_each_kind_and_names_each_once() throws InterruptedException {
        Purge.Variant german =
                new Purge.Variant(java.net.URI.create("https://contentmax.ai/"), Map.of("Accept-Language", "de"));
        try (PurgeQueue queue = queue(cdn).start()) {
            for (int i = 0; i < 1_000; i++) {
                queue.add(Purge.urls("https://contentmax.ai/" + i % 10));
                queue.add(Purge.tags("tag-" + i % 3, "home"));
            }
            queue.add(Purge.hosts("contentmax.ai"));
            queue.add(Purge.prefixes("contentmax.ai/blog"));
            queue.add(Purge.variants(german, german));
            assertThat(queue.waiting()).isEqualTo(10 + 4 + 1 + 1 + 1);
            assertThat(cdn.purges()).isEmpty();

            queue.flush();

            assertThat(queue.waiting()).isZero();
            assertThat(cdn.purges())
                    .containsExactly(
                            Purge.urls(IntStream.range(0, 10)
                                    .mapToObj(i -> "https://contentmax.ai/" + i)
                                    .toArray(String[]::new)),
                            Purge.variants(german),
                            Purge.tags("tag-0", "home", "tag-1", "tag-2"),
                            Purge.hosts("contentmax.ai"),
                            Purge.prefixes("contentmax.ai/blog"));
        }
        assertThat(cdn.purges()).hasSize(5);
        assertThat(lost).isEmpty();
    }

    @Test
    void everything_makes_the_others_needless() throws InterruptedException {
        try (PurgeQueue queue = queue(cdn).capacity(2).start()) {
            queue.add(Purge.tags("a", "b"));
            queue.add(Purge.everything());
            queue.add(Purge.tags("c"));

            queue.flush();

            assertThat(cdn.purges()).containsExactly(Purge.everything());
        }
    }

    @Test
    void what_is_added_is_purged_after_the_delay() throws Exception {
        try (PurgeQueue queue = queue(cdn).delay(Duration.ofMillis(20)).start()) {
            queue.add(Purge.tags("home"));

            Condition.await("the purge", () -> cdn.purges().size() == 1);
        }
        assertThat(cdn.purges()).containsExactly(Purge.tags("home"));
    }

    @Test
    void closing_purges_what_is_waiting() {
        PurgeQueue queue = queue(cdn).start();
        queue.add(Purge.tags("home"));

        queue.close();

        assertThat(cdn.purges()).containsExactly(Purge.tags("home"));
        assertThat(lost).isEmpty();
        assertThatThrownBy(() -> queue.add(Purge.tags("late")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void what_fails_in_passing_is_purged_later_with_what_has_come_since() throws InterruptedException {
        cdn.failNext(passing());
        cdn.failNext(CdnException.builder("too often").status(429).build());
        try (PurgeQueue queue = queue(cdn).start()) {
            queue.add(Purge.tags("first"));
            queue.flush();
            queue.add(Purge.tags("second"));
            queue.flush();
            assertThat(cdn.purges()).isEmpty();

            queue.flush();

            assertThat(cdn.purges()).hasSize(1);
            assertThat(((Purge.Tags) cdn.purges().get(0)).tags()).containsExactlyInAnyOrder("first", "second");
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void only_what_was_not_purged_is_purged_again() throws InterruptedException {
        cdn.failNext(CdnException.builder("busy")
                .status(503)
                .notPurged(Purge.tags("b"))
                .build());
        try (PurgeQueue queue = queue(cdn).start()) {
            queue.add(Purge.tags("a", "b"));
            queue.flush();

            queue.flush();

            assertThat(cdn.purges()).containsExactly(Purge.tags("b"));
        }
    }

    @Test
    void what_is_refused_is_told_and_not_tried_again() throws InterruptedException {
        cdn.failNext(CdnException.builder("revoked").status(403).build());
        cdn.failNext(CdnException.builder("wrong")
                .status(400)
                .notPurged(Purge.hosts("b"))
                .build());
        try (PurgeQueue queue = queue(cdn).start()) {
            queue.add(Purge.tags("home"));
            queue.add(Purge.hosts("a", "b"));
            queue.flush();

            assertThat(queue.waiting()).isZero();
        }
        assertThat(lost).containsExactly(Purge.tags("home"), Purge.hosts("b"));
        assertThat(reasons).extracting(Throwable::getMessage).containsExactly("revoked", "wrong");
        assertThat(cdn.purges()).isEmpty();
    }

    @Test
    void a_client_or_a_listener_that_breaks_ends_nothing() throws InterruptedException {
        CdnClient broken = purge -> {
            if (purge.equals(Purge.tags("broken"))) {
                throw new IllegalStateException("bug");
            }
            return cdn.purge(purge);
        };
        List<Purge> told = Collections.synchronizedList(new ArrayList<>());
        PurgeQueue.Builder builder = PurgeQueue.builder(broken, (purge, reason) -> {
            told.add(purge);
            throw new IllegalArgumentException("another bug");
        });
        try (PurgeQueue queue = builder.delay(NEVER).start()) {
            queue.add(Purge.tags("broken"));
            queue.flush();
            queue.add(Purge.tags("whole"));
            queue.flush();
        }
        assertThat(told).containsExactly(Purge.tags("broken"));
        assertThat(cdn.purges()).containsExactly(Purge.tags("whole"));
    }

    @Test
    void what_cannot_be_purged_in_time_is_told_when_it_closes() throws Exception {
        for (int i = 0; i < 100; i++) {
            cdn.failNext(passing());
        }
        PurgeQueue queue = queue(cdn).closeWithin(Duration.ofMillis(50)).start();
        queue.add(Purge.tags("home"));

        queue.close();

        Condition.await("the purge", () -> !lost.isEmpty());
        assertThat(lost).containsExactly(Purge.tags("home"));
        assertThat(reasons.get(0)).hasMessage("busy");
        assertThat(cdn.purges()).isEmpty();
    }

    @Test
    void an_interrupt_ends_the_waiting_of_who_closes() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CdnClient slow = purge -> {
            entered.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw CdnException.builder("interrupted").build();
            }
            throw new IllegalStateException();
        };
        PurgeQueue queue = queue(slow).delay(Duration.ZERO).start();
        queue.add(Purge.tags("home"));
        Condition.await("the purge", () -> entered.getCount() == 0);

        Thread.currentThread().interrupt();
        queue.close();

        assertThat(Thread.interrupted()).isTrue();
        Condition.await("the purge", () -> !lost.isEmpty());
        assertThat(lost).containsExactly(Purge.tags("home"));
    }

    @Test
    void holds_no_more_than_its_capacity_and_says_what_to_do() {
        try (PurgeQueue queue = queue(cdn).capacity(3).start()) {
            queue.add(Purge.tags("a", "b"));

            assertThatThrownBy(() -> queue.add(Purge.urls("https://contentmax.ai/1", "https://contentmax.ai/2")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("More than 3")
                    .hasMessageContaining("everything");
            assertThat(queue.waiting()).isEqualTo(2);
            queue.add(Purge.tags("c"));
        }
        assertThat(cdn.purges()).containsExactly(Purge.tags("a", "b", "c"));
    }

    @Test
    void bursts_of_many_threads_lose_nothing() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            cdn.failNext(passing());
        }
        try (PurgeQueue queue = queue(cdn).delay(Duration.ZERO).start()) {
            for (int t = 0; t < 8; t++) {
                int number = t;
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < 500; i++) {
                        queue.add(Purge.tags("tag-" + number + "-" + i));
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            for (int t = 0; t < 9; t++) {
                queue.flush();
            }
        }
        assertThat(cdn.purges().stream().flatMap(purge -> ((Purge.Tags) purge).tags().stream()))
                .doesNotHaveDuplicates()
                .hasSize(4_000);
        assertThat(lost).isEmpty();
    }

    @Test
    void refuses_what_makes_no_sense() {
        PurgeQueue.Builder builder = queue(cdn);

        assertThatThrownBy(() -> builder.delay(Duration.ofMillis(-1)))
                .hasMessageContaining("delay must not be negative");
        assertThatThrownBy(() -> builder.closeWithin(Duration.ofMillis(-1))).hasMessageContaining("closeWithin");
        assertThatThrownBy(() -> builder.capacity(0)).hasMessageContaining("capacity must be at least 1: 0");
    }
}
