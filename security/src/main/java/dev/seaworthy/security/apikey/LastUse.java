package dev.seaworthy.security.apikey;

import dev.seaworthy.core.failure.Seldom;
import dev.seaworthy.core.failure.Trace;
import dev.seaworthy.security.apikey.store.ApiKeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When keys were last used, written all together and once a minute at most: a failing write is tried again with the
 * next one, and refuses nobody. Safe for use by many threads.
 */
final class LastUse {
    static final Duration PERIOD = Duration.ofMinutes(1);

    /** Of more keys than this within a minute, the rest is noted when they are used again. */
    static final int MOST_PENDING = 10_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(ApiKeys.class);

    private final ApiKeyStore store;
    private final Executor executor;
    private final Seldom writes;
    private volatile Map<String, Instant> pending = new ConcurrentHashMap<>();

    LastUse(ApiKeyStore store, Executor executor, LongSupplier nanoTime) {
        writes = new Seldom(PERIOD, nanoTime);
        this.store = store;
        this.executor = executor;
    }

    /** To the second: the further calls of one cost no more than a look, since an answer's time tells who is known. */
    void note(String id, Instant now) {
        if (isNoted(id, now)) {
            return;
        }
        if (add(id, now)) {
            try {
                executor.execute(this::flush);
            } catch (RuntimeException e) {
                warn(1, e);
            }
        }
    }

    private boolean isNoted(String id, Instant now) {
        Instant noted = pending.get(id);
        return noted != null && noted.getEpochSecond() == now.getEpochSecond();
    }

    /** Whether a minute has passed since the last write. */
    private synchronized boolean add(String id, Instant now) {
        if (pending.size() < MOST_PENDING || pending.containsKey(id)) {
            pending.put(id, now);
        }
        return writes.isDue();
    }

    void flush() {
        Map<String, Instant> uses = take();
        if (uses.isEmpty()) {
            return;
        }
        try {
            store.touch(uses);
        } catch (RuntimeException e) {
            giveBack(uses);
            warn(uses.size(), e);
        }
    }

    private static void warn(int count, RuntimeException cause) {
        Trace trace = Trace.of(cause);
        LOGGER.warn(
                "When {} API keys were last used can't be written, and is tried again: {}",
                count,
                trace.getMessage(),
                trace);
    }

    private synchronized Map<String, Instant> take() {
        Map<String, Instant> taken = pending;
        pending = new ConcurrentHashMap<>();
        return taken;
    }

    private synchronized void giveBack(Map<String, Instant> uses) {
        uses.forEach((id, at) -> {
            if (pending.size() < MOST_PENDING) {
                pending.putIfAbsent(id, at);
            }
        });
    }
}
