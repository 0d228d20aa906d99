package dev.seaworthy.core.database.archive;

import java.time.Duration;

/** How many rows the next batch takes: more while they take little time, and never more than was asked for. */
final class BatchSize {
    /** That of the first batch, if no smaller one was asked for. */
    static final int FIRST = 5_000;

    private final int most;
    private final Duration maxTime;
    private int now;

    BatchSize(int most, Duration maxTime) {
        this.most = most;
        this.maxTime = maxTime;
        this.now = Math.min(FIRST, most);
    }

    int now() {
        return now;
    }

    void took(Duration time) {
        if (time.compareTo(maxTime) > 0) {
            halve();
        } else if (time.multipliedBy(4).compareTo(maxTime) < 0) {
            now = (int) Math.min(most, 2L * now);
        }
    }

    void halve() {
        now = Math.max(1, now / 2);
    }
}
