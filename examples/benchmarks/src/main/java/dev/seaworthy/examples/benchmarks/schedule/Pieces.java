package dev.seaworthy.examples.benchmarks.schedule;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts runs of pieces of data on all nodes, and those of one piece that were at the same time. */
final class Pieces {
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();

    /** What each job does. */
    void run(String id) {
        if (!running.add(id)) {
            overlaps.incrementAndGet();
        }
        Thread.yield();
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
