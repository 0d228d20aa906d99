package dev.seaworthy.security.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;

/** Threads that begin at once. */
final class Crowd {
    private Crowd() {}

    /** How often the answer was yes; it is asked with the number of the thread. */
    static long admitted(int threads, int each, IntPredicate question) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Long>> counts = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                counts.add(pool.submit(() -> {
                    start.await();
                    long admitted = 0;
                    for (int i = 0; i < each; i++) {
                        admitted += question.test(number) ? 1 : 0;
                    }
                    return admitted;
                }));
            }
            start.countDown();
            long all = 0;
            for (Future<Long> count : counts) {
                all += count.get();
            }
            return all;
        } finally {
            pool.shutdownNow();
        }
    }
}
