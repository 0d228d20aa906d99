package dev.seaworthy.backup.stage;

import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/** What the tests of both directions share. */
final class StageTests {
    static final String NAME = "staged-in-a-test";

    private StageTests() {}

    interface Attempt {
        void run() throws Exception;
    }

    /** Runs it in a thread that can be interrupted without harm to others. */
    static Thread start(Attempt attempt, AtomicReference<Throwable> failure) {
        Thread thread = new Thread(() -> {
            try {
                attempt.run();
            } catch (Exception | AssertionError e) {
                failure.set(e);
            }
        });
        thread.start();
        return thread;
    }

    static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    static void awaitNoThreads() {
        long start = System.nanoTime();
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("seaworthy-" + NAME))) {
            if (System.nanoTime() - start > 20_000_000_000L) {
                throw new AssertionError("a thread has not ended");
            }
            Thread.onSpinWait();
        }
    }

    static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(3).nextBytes(noise);
        return noise;
    }
}
