package dev.seaworthy.security.http.key;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/** Who has shown too many keys that are none, by client. Safe for use by many threads. */
public interface FailureThrottle {
    /**
     * Lets a client fail so often at once, and then as often evenly over {@code period}. A client is an IPv4 address,
     * or the first 56 bits of an IPv6 one. The 10,000 clients that failed last are known, on this node alone.
     *
     * @throws IllegalArgumentException if {@code failures} is less than 1, or {@code period} not more than zero
     */
    static FailureThrottle of(int failures, Duration period) {
        return new AddressThrottle(failures, period, System::nanoTime);
    }

    /** How long this client must wait before it may try again; empty if it may. */
    Optional<Duration> delay(InetAddress client);

    /** Counts a key that this client showed and that is none. */
    void failed(InetAddress client);
}
