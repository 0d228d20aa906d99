package dev.seaworthy.monitoring.testing;

import dev.seaworthy.monitoring.health.HealthProbe;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A probe that is well, fails or hangs on request; well at first. Safe for use by many threads. */
public final class SettableProbe implements HealthProbe {
    private static final CountDownLatch OPEN = new CountDownLatch(0);

    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean failing;
    private volatile CountDownLatch gate = OPEN;

    public SettableProbe() {}

    /** From now on it is well; what hangs goes on. */
    public void recover() {
        failing = false;
        gate.countDown();
    }

    /** From now on it fails. */
    public void fail() {
        failing = true;
    }

    /** From now on it does not answer, interrupted or not, until {@link #recover()}. */
    public void hang() {
        gate = new CountDownLatch(1);
    }

    /** How often it was asked. */
    public int asked() {
        return asked.get();
    }

    @Override
    public void check() throws IOException {
        asked.incrementAndGet();
        awaitGate();
        if (failing) {
            throw new IOException("told to fail");
        }
    }

    private void awaitGate() {
        boolean interrupted = false;
        while (true) {
            try {
                gate.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
