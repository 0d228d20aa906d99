package dev.seaworthy.monitoring.health;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One asking of one probe, from its start to the end of its thread's work. */
final class Flight implements Runnable {
    private final HealthProbe probe;
    private final Outcome outcome;
    private final CompletableFuture<HealthStatus> answer = new CompletableFuture<>();
    private volatile boolean landed;
    private @Nullable Thread thread;

    /** Is told each answer once, with what was thrown, if anything was. */
    @FunctionalInterface
    interface Outcome {
        void answered(HealthStatus status, @Nullable Throwable thrown);
    }

    Flight(HealthProbe probe, Outcome outcome) {
        this.probe = probe;
        this.outcome = outcome;
    }

    @Override
    public void run() {
        board(Thread.currentThread());
        try {
            probe.check();
            answer(HealthStatus.HEALTHY, null);
        } catch (Throwable thrown) { // whatever a probe throws, it alone fails
            answer(HealthStatus.UNHEALTHY, thrown);
        } finally {
            board(null);
            landed = true;
        }
    }

    boolean hasLanded() {
        return landed;
    }

    /** The answer, or unhealthy after {@code nanos}; the probe is interrupted then. */
    HealthStatus await(long nanos) {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return giveUp(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HealthStatus.UNHEALTHY;
        } catch (ExecutionException e) {
            throw new IllegalStateException("An answer is a status, never a failure", e);
        }
    }

    /** No thread takes it any more. */
    void refuse() {
        answer(HealthStatus.UNHEALTHY, null);
        landed = true;
    }

    private HealthStatus giveUp(TimeoutException late) {
        answer(HealthStatus.UNHEALTHY, late);
        interrupt();
        return answer.join();
    }

    private void answer(HealthStatus status, @Nullable Throwable thrown) {
        if (answer.complete(status)) {
            outcome.answered(status, thrown);
        }
    }

    private synchronized void board(@Nullable Thread current) {
        thread = current;
    }

    /** While the probe runs, and never the thread's next work. */
    private synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
