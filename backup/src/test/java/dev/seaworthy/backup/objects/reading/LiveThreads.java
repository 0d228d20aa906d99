package dev.seaworthy.backup.objects.reading;

import static org.assertj.core.api.Assertions.assertThat;

/** The threads of this process. */
final class LiveThreads {
    private static final long PATIENCE = 20_000_000_000L;

    private LiveThreads() {}

    /** Waits for those that are about to end. */
    static void assertNone(String prefix) {
        long start = System.nanoTime();
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith(prefix))) {
            assertThat(System.nanoTime() - start).as("threads %s", prefix).isLessThan(PATIENCE);
        }
    }
}
