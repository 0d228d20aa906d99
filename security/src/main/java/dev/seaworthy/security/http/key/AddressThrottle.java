package dev.seaworthy.security.http.key;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The generic cell rate algorithm (ITU-T I.371): of each client the one moment by which its failures are paid off,
 * where each costs a share of the period.
 */
final class AddressThrottle implements FailureThrottle {
    static final int MOST_CLIENTS = 10_000;

    /** A /56, which is what one home or server gets. */
    private static final int BYTES_OF_IPV6 = 7;

    private final long period;
    private final long cost;
    private final LongSupplier nanoTime;
    private final long began;
    private final Map<ByteBuffer, Long> paidOff = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Long> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    AddressThrottle(int failures, Duration period, LongSupplier nanoTime) {
        if (failures < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(
                    "FailureThrottle: " + failures + " failures in " + period + "; give 1 or more, in more than zero");
        }
        this.period = period.toNanos();
        cost = Math.max(1, this.period / failures);
        this.nanoTime = nanoTime;
        began = nanoTime.getAsLong();
    }

    @Override
    public synchronized Optional<Duration> reserve(InetAddress client) {
        ByteBuffer key = key(client);
        long now = now();
        long paid = Math.max(paidOff.getOrDefault(key, now), now) + cost;
        if (paid - now > period) {
            return Optional.of(Duration.ofNanos(paid - now - period));
        }
        paidOff.put(key, paid);
        return Optional.empty();
    }

    @Override
    public synchronized void release(InetAddress client) {
        paidOff.computeIfPresent(key(client), (same, paid) -> paid - cost > now() ? paid - cost : null);
    }

    private long now() {
        return nanoTime.getAsLong() - began;
    }

    private static ByteBuffer key(InetAddress client) {
        byte[] address = client.getAddress();
        return ByteBuffer.wrap(client instanceof Inet6Address ? Arrays.copyOf(address, BYTES_OF_IPV6) : address);
    }
}
