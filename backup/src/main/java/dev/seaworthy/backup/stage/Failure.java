package dev.seaworthy.backup.stage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableFuture;
import org.jspecify.annotations.Nullable;

/** A failure in one thread that is thrown in another, as it is. */
final class Failure {
    private Failure() {}

    /** Of work that this thread does, unless another has begun it. */
    static <T> T resultOf(RunnableFuture<T> work) throws IOException {
        work.run();
        return resultOf((Future<T>) work);
    }

    private static <T> T resultOf(Future<T> work) throws IOException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            rethrow(e.getCause());
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** To be thrown by a thread that was interrupted, and stays so. */
    static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("It was interrupted");
    }

    static void rethrow(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
