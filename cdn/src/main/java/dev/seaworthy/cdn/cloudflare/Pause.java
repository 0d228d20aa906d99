package dev.seaworthy.cdn.cloudflare;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass between two tries. */
interface Pause {
    /** Waits for an event that never comes. */
    Pause REAL = duration -> new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);

    void last(Duration duration) throws InterruptedException;
}
