package dev.seaworthy.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Condition;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RemoteStoreTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final Policies policies =
            new Policies("default", List.of(RatePolicy.bucket("burst", 1, Duration.ofHours(1))));

    /** One bucket for all keys, behind a gate. */
    private final class Gated implements RemoteStore.Backend {
        private final Bucket bucket =
                Bucket.builder().addLimit(policies.list().get(0).bandwidth()).build();
        private final CountDownLatch gate = new CountDownLatch(1);
        private final AtomicInteger questions = new AtomicInteger();

        @Override
        public void reach(Duration patience) {}

        @Override
        public VerboseResult<ConsumptionProbe> tryConsume(String key, long cost) {
            questions.incrementAndGet();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return bucket.asVerbose().tryConsumeAndReturnRemaining(cost);
        }
    }

    @Test
    void those_that_wait_for_a_turn_learn_from_the_one_before_that_the_key_is_limited() throws Exception {
        Gated backend = new Gated();
        RemoteStore store = new RemoteStore("Test", policies, backend, Availability.CLOSED, PATIENT);
        ExecutorService pool = Executors.newCachedThreadPool();
        try {
            List<Thread> threads = new CopyOnWriteArrayList<>();
            List<Future<RateDecision>> answers = IntStream.range(0, 10)
                    .mapToObj(i -> pool.submit(() -> {
                        threads.add(Thread.currentThread());
                        return store.tryConsume("a", 1);
                    }))
                    .toList();
            Condition.await(
                    "all of them",
                    () -> threads.size() == 10
                            && threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));

            backend.gate.countDown();

            int admitted = 0;
            for (Future<RateDecision> answer : answers) {
                admitted += answer.get().isAdmitted() ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(1);
            assertThat(backend.questions).hasValue(2);
        } finally {
            pool.shutdownNow();
        }
    }
}
