package dev.seaworthy.security.http.key;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/** Who has shown too many keys that are none, by client. Safe for use by many threads. */
public interface FailureThrottle {
    /**
     * Lets a client fail so often at once, and then as often evenly over {@code period}. A client is an IPv4 address,
     * or the first 56 bits of an IPv6 one. The 10,000 clients that failed last are known, on this node alone. A try
     * under way counts as a failure until it ends, so let it be more than one client tries at once.
     *
     * @throws IllegalArgumentException if {@code failures} is less than 1, or {@code period} not more than zero
     */
    static FailureThrottle of(int failures, Duration period) {
        return new AddressThrottle(failures, period, System::nanoTime);
    }

    /** Counts a try of this client before it is made; how long it must wait instead, if it failed too often. */
    Optional<Duration> reserve(InetAddress client);

    /** Takes back what {@link #reserve} counted, as the key was valid. */
    void release(InetAddress client);
}
