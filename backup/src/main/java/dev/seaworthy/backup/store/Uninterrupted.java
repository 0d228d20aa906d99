package dev.seaworthy.backup.store;

/** Cleans up for a thread that was interrupted, which the AWS SDK would refuse; the interrupt is kept for later. */
final class Uninterrupted {
    private Uninterrupted() {}

    static void run(Runnable cleanUp) {
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
