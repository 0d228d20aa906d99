package dev.seaworthy.monitoring.health;

import java.util.concurrent.CountDownLatch;

/** Holds a loopback server's thread, so that its client waits. */
final class Gate {
    private Gate() {}

    static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
