package dev.seaworthy.cdn.cloudflare.purging;

import dev.seaworthy.cdn.cloudflare.api.ApiFailure;
import dev.seaworthy.cdn.cloudflare.api.Pause;
import java.time.Duration;

/** The calls for one sort of names: how many each takes, and how often there is one. Safe for use by many threads. */
final class Lane {
    private final Allowance allowance;
    private final boolean eachNameCounts;
    private final Duration patience;
    private final Pause pause;
    private volatile int namesPerCall;

    /** @param patience how long a call may wait for its turn */
    Lane(int namesPerCall, Allowance allowance, boolean eachNameCounts, Duration patience, Pause pause) {
        this.namesPerCall = namesPerCall;
        this.allowance = allowance;
        this.eachNameCounts = eachNameCounts;
        this.patience = patience;
        this.pause = pause;
    }

    int namesPerCall() {
        return namesPerCall;
    }

    /** A call of so many was too large: no further one will be. */
    void refused(int names) {
        namesPerCall = Math.max(1, names / 2);
    }

    /** Waits until it is the turn of a call. */
    void await(int names) throws ApiFailure {
        int cost = eachNameCounts ? names : 1;
        Duration wait = allowance.take(cost);
        if (wait.isZero()) {
            return;
        }
        boolean used = false;
        try {
            if (wait.compareTo(patience) > 0) {
                throw ApiFailure.tooOften(wait);
            }
            pause.last(wait);
            used = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiFailure.interrupted();
        } finally {
            if (!used) {
                allowance.giveBack(cost);
            }
        }
    }
}
