package dev.seaworthy.monitoring.health;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One asking of one probe, from its start to the end of its thread's work. */
final class Flight implements Runnable {
    private final HealthProbe probe;
    private final Outcome outcome;
    private final CompletableFuture<HealthStatus> answer = new CompletableFuture<>();
    private final AtomicReference<@Nullable HealthStatus> decision = new AtomicReference<>();
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

    /** Callers go on last, so that they meet a flight that is told and has landed. */
    @Override
    public void run() {
        Throwable thrown = ask();
        try {
            decide(thrown == null ? HealthStatus.HEALTHY : HealthStatus.UNHEALTHY, thrown);
        } finally {
            landed = true;
            answer.complete(decided());
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
        decide(HealthStatus.UNHEALTHY, null);
        landed = true;
        answer.complete(decided());
    }

    private HealthStatus giveUp(TimeoutException late) {
        decide(HealthStatus.UNHEALTHY, late);
        interrupt();
        answer.complete(decided());
        return decided();
    }

    /** What the probe threw. Whatever it is, this check alone fails. */
    private @Nullable Throwable ask() {
        board(Thread.currentThread());
        try {
            probe.check();
            return null;
        } catch (Throwable thrown) {
            return thrown;
        } finally {
            board(null);
        }
    }

    /** The first decision stands. */
    private void decide(HealthStatus status, @Nullable Throwable thrown) {
        if (decision.compareAndSet(null, status)) {
            outcome.answered(status, thrown);
        }
    }

    private HealthStatus decided() {
        return Objects.requireNonNull(decision.get(), "decision");
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
