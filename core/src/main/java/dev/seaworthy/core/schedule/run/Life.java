package dev.seaworthy.core.schedule.run;

/** Built, started, closed: each once, in this order, and never two at once. Safe for use by many threads. */
public final class Life {
    private enum Phase {
        BUILT,
        STARTED,
        CLOSED
    }

    private volatile Phase phase = Phase.BUILT;

    /** Started once {@code action} is done; if that fails, it can be started again. */
    public synchronized void start(Runnable action) {
        if (phase != Phase.BUILT) {
            throw new IllegalStateException("Jobs start once");
        }
        action.run();
        phase = Phase.STARTED;
    }

    /** Waits for a start that goes on in another thread: its jobs may run already. */
    public void requireStarted() {
        if (!isStarted() && !hasStarted()) {
            throw new IllegalStateException("Jobs must be started and not closed");
        }
    }

    private synchronized boolean hasStarted() {
        return isStarted();
    }

    public boolean isStarted() {
        return phase == Phase.STARTED;
    }

    /** Whether there is something to end. Waits for a start that goes on. */
    public synchronized boolean close() {
        boolean started = isStarted();
        phase = Phase.CLOSED;
        return started;
    }
}
