package dev.seaworthy.core.deploy.check.ready;

import dev.seaworthy.core.failure.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A lookup with an end to its time, which that of the JDK has not: in a thread that may be left behind. */
final class Lookup {
    private Lookup() {}

    static List<InetAddress> addresses(String host, Resolver resolver, Duration timeout)
            throws UnknownHostException, InterruptedException {
        FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> resolver.resolve(host));
        Thread thread = new Thread(lookup, "seaworthy-dns-lookup");
        thread.setDaemon(true);
        thread.start();
        try {
            return lookup.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new CheckException("The resolver did not answer for " + host + " within " + timeout);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new CheckException("The resolver threw " + Reason.of(cause == null ? e : cause));
        } finally {
            lookup.cancel(true);
        }
    }
}
