package dev.seaworthy.security.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is known to be limited, and until when: before that no other process can give a token back, so that a flood from
 * one key does not reach the back end. To forget one early costs a question, and nothing else.
 */
final class Refusals {
    private static final int MOST = 100_000;

    private final Cache<String, Refusal> known;
    private final LongSupplier nanos;

    Refusals(LongSupplier nanos) {
        this.nanos = nanos;
        known = Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    }

    /** What was decided about this cost or a lower one, as of this moment; null if the back end has to be asked. */
    @Nullable
    RateDecision find(String key, long cost) {
        Refusal refusal = known.getIfPresent(key);
        if (refusal == null || cost < refusal.cost()) {
            return null;
        }
        Duration passed = Duration.ofNanos(nanos.getAsLong() - refusal.since());
        if (passed.compareTo(refusal.lasts()) >= 0) {
            known.invalidate(key);
            return null;
        }
        return refusal.decision().later(passed, cost);
    }

    void remember(String key, long cost, RateDecision decision) {
        decision.retryAfter().ifPresent(wait -> known.put(key, new Refusal(decision, cost, nanos.getAsLong(), wait)));
    }

    private record Refusal(RateDecision decision, long cost, long since, Duration lasts) {}
}
