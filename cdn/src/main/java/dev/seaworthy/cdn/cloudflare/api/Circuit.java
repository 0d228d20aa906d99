package dev.seaworthy.cdn.cloudflare.api;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps from asking what has not answered for many tries in a row, until a while has passed; then one try finds out.
 * Safe for use by many threads.
 */
public final class Circuit {
    private final int mostFailures;
    private final long pauseNanos;
    private final LongSupplier ticker;
    private int failures;
    private long closedUntil;

    public Circuit(int mostFailures, Duration pause, LongSupplier ticker) {
        this.mostFailures = mostFailures;
        this.pauseNanos = pause.toNanos();
        this.ticker = ticker;
    }

    /** Fails if this is no time to ask; else the answer must be told. */
    synchronized void enter() throws ApiFailure {
        if (failures < mostFailures) {
            return;
        }
        long left = closedUntil - ticker.getAsLong();
        if (left > 0) {
            throw ApiFailure.notAsked(failures, Duration.ofNanos(left));
        }
        closedUntil = ticker.getAsLong() + pauseNanos; // who comes meanwhile does not ask
    }

    /**
     * A try has ended.
     *
     * @param answered anything at all that is an answer of the API
     */
    synchronized void ended(boolean answered) {
        failures = answered ? 0 : failures + 1;
        closedUntil = ticker.getAsLong() + pauseNanos;
    }
}
