package dev.seaworthy.cdn.varnish;

import java.time.Duration;

/** Lets time pass between two tries. */
interface Pause {
    Pause REAL = duration -> Thread.sleep(duration.toMillis());

    void last(Duration duration) throws InterruptedException;
}
