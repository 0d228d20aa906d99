package dev.seaworthy.core.tls;

import dev.seaworthy.core.tls.wire.Deadline;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks for the addresses of a name, which the JDK does without a bound of time: in a thread that may be left behind.
 */
final class Lookup {
    /** The system's resolver, or one of a test. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private Lookup() {}

    static List<InetAddress> addresses(String host, Resolver resolver, Deadline deadline)
            throws UnknownHostException, TimeoutException, InterruptedException {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> resolver.resolve(host));
        Thread thread = new Thread(lookup, "seaworthy-tls-lookup");
        thread.setDaemon(true);
        thread.start();
        try {
            return List.of(lookup.get(deadline.millis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw new UnknownHostException(host);
        }
    }
}
