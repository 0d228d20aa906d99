package dev.seaworthy.examples.contentmax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** What a run has opened, closed in reverse order and once, by the run's end or by a signal. */
final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    /** Closes {@code resource} at once if the run is over already. */
    synchronized <T extends AutoCloseable> T keep(T resource) throws Exception {
        if (closed) {
            resource.close();
            throw new InterruptedException("the run is over");
        }
        open.push(resource);
        return resource;
    }

    /** Ends the whole run, as failed, if this ends before it. */
    void endWith(CompletableFuture<?> end, String why) throws Exception {
        CompletableFuture<Void> watch = end.thenRun(() -> giveUp(why));
        keep(() -> watch.cancel(false));
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!open.isEmpty()) {
            AutoCloseable resource = open.pop();
            try {
                resource.close();
            } catch (Exception e) {
                // the rest must be closed too, and the guardian removes what this one leaves
                System.err.println("Could not close " + resource.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
    }

    private void giveUp(String why) {
        if (!isClosed()) {
            System.err.println(why + "; ending the run.");
            System.exit(1);
        }
    }
}
