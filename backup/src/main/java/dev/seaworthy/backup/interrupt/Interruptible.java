package dev.seaworthy.backup.interrupt;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Waiting for what heeds no interrupt, a pipe or a socket of the driver: when the thread that waits is interrupted, the
 * other side is ended, and with it the wait. The interrupt is kept. One thread at a time.
 */
public final class Interruptible extends AbstractInterruptibleChannel {
    private final Thread ending;

    /** What waits. */
    public interface Wait<T, E extends Exception> {
        T run() throws E;
    }

    /** @param end ends the other side, by a thread of its own since it may take its time */
    public Interruptible(Runnable end) {
        this.ending = new Thread(end, "seaworthy-interrupt");
        ending.setDaemon(true);
    }

    public <T, E extends Exception> T run(Wait<T, E> wait) throws E {
        begin();
        try {
            return wait.run();
        } finally {
            completed();
        }
    }

    private void completed() {
        try {
            end(true);
        } catch (AsynchronousCloseException e) {
            awaitTheEnd();
        }
    }

    private void awaitTheEnd() {
        boolean interrupted = Thread.interrupted();
        while (ending.isAlive()) {
            try {
                ending.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** By {@link Thread#interrupt()}, once. */
    @Override
    protected void implCloseChannel() {
        ending.start();
    }
}
