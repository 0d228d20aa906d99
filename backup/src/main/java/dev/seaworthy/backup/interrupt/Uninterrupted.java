package dev.seaworthy.backup.interrupt;

/** Cleans up for a thread that was interrupted, which clients would refuse; the interrupt is kept for later. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** What may fail. */
    public interface CleanUp<E extends Exception> {
        void run() throws E;
    }

    public static <E extends Exception> void run(CleanUp<E> cleanUp) throws E {
        boolean interrupted = Thread.interrupted();
        try {
            cleanUp.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
