package dev.seaworthy.cdn.cloudflare.api;

import java.time.Duration;

/** Is told of each try of a call, by the thread that made it. */
@FunctionalInterface
public interface CallObserver {
    /** Does nothing. */
    CallObserver NONE = (call, outcome, duration) -> {};

    /**
     * A try has ended.
     *
     * @param outcome {@code ok}, the status of another answer, or {@code none}
     */
    void ended(String call, String outcome, Duration duration);
}
