package dev.seaworthy.security.password;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** So many at once; the others wait their turn, but not for ever. */
final class Gate {
    private final Semaphore permits;
    private final int count;
    private final Duration patience;

    Gate(int count, Duration patience) {
        permits = new Semaphore(count, true);
        this.count = count;
        this.patience = patience;
    }

    <T> T pass(Supplier<T> work) {
        if (!enter()) {
            throw new PasswordException(
                    PasswordException.Reason.BUSY,
                    "Passwords: " + count + " are being hashed, and none ended within " + patience.toMillis()
                            + " ms; answer 503, and raise maxConcurrent only if memory and processors allow it");
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private boolean enter() {
        try {
            return permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
