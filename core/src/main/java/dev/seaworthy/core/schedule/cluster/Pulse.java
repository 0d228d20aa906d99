package dev.seaworthy.core.schedule.cluster;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clock of db-scheduler, which knows by a ticker when each thread looked at it last. A heartbeat begins with such a
 * look and is as old as that, however the clock is set meanwhile.
 */
final class Pulse implements Clock {
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final ThreadLocal<Long> looked;

    Pulse(InstantSource clock, LongSupplier ticker) {
        this.clock = clock;
        this.ticker = ticker;
        looked = ThreadLocal.withInitial(ticker::getAsLong);
    }

    @Override
    public Instant now() {
        looked.set(ticks());
        return clock.instant();
    }

    /** Nanoseconds from an origin of no meaning. */
    long ticks() {
        return ticker.getAsLong();
    }

    /** The ticks at which the calling thread last asked what time it is. */
    long looked() {
        return looked.get();
    }
}
