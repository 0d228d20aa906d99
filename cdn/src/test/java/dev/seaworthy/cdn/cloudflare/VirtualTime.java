package dev.seaworthy.cdn.cloudflare;

import dev.seaworthy.cdn.cloudflare.api.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Time that passes when somebody pauses, and notes for how long. */
final class VirtualTime implements LongSupplier, Pause {
    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    @Override
    public synchronized long getAsLong() {
        return nanos;
    }

    @Override
    public synchronized void last(Duration duration) {
        pauses.add(duration);
        pass(duration);
    }

    synchronized void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    synchronized Duration paused() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
