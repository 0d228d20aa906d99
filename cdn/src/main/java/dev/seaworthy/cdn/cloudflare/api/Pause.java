package dev.seaworthy.cdn.cloudflare.api;

import java.time.Duration;

/** Lets time pass between two tries. */
public interface Pause {
    Pause REAL = duration -> Thread.sleep(duration.toMillis());

    void last(Duration duration) throws InterruptedException;
}
