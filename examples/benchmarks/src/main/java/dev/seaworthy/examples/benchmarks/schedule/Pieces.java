package dev.seaworthy.examples.benchmarks.schedule;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Counts runs of pieces of data on all nodes, and those of one piece that were at the same time. */
final class Pieces {
    /** Long enough for a second run at the same time to be seen: 0.1 ms. */
    private static final long A_MOMENT = 100_000;

    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();

    /** What each job does. */
    void run(String id) {
        if (!running.add(id)) {
            overlaps.incrementAndGet();
        }
        LockSupport.parkNanos(A_MOMENT);
        running.remove(id);
        done.add(id);
        runs.incrementAndGet();
    }

    int done() {
        return done.size();
    }

    int twice() {
        return runs.get() - done.size();
    }

    int overlaps() {
        return overlaps.get();
    }
}
