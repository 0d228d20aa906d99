package dev.seaworthy.core.database;

import dev.seaworthy.core.database.catalog.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** How patient an applier is. Immutable. */
record Pace(
        Duration lockTimeout,
        Duration concurrentLockTimeout,
        int attempts,
        Duration applierTimeout,
        RandomGenerator random) {
    static final Pace DEFAULT = new Pace(
            Duration.ofSeconds(2), Duration.ofMinutes(10), 10, Duration.ofMinutes(10), RandomGenerator.getDefault());

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(250);

    Pace {
        positive(lockTimeout, "lock timeout");
        positive(concurrentLockTimeout, "concurrent lock timeout");
        positive(applierTimeout, "applier timeout");
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be 1 or more: " + attempts);
        }
    }

    Pace withLockTimeout(Duration timeout) {
        return new Pace(timeout, concurrentLockTimeout, attempts, applierTimeout, random);
    }

    Pace withConcurrentLockTimeout(Duration timeout) {
        return new Pace(lockTimeout, timeout, attempts, applierTimeout, random);
    }

    Pace withAttempts(int number) {
        return new Pace(lockTimeout, concurrentLockTimeout, number, applierTimeout, random);
    }

    Pace withApplierTimeout(Duration timeout) {
        return new Pace(lockTimeout, concurrentLockTimeout, attempts, timeout, random);
    }

    Pace withRandom(RandomGenerator source) {
        return new Pace(lockTimeout, concurrentLockTimeout, attempts, applierTimeout, source);
    }

    /** A session that asks the catalog, and waits for nobody longer than a lock may take. */
    void planIn(Session session) throws SQLException {
        session.set("lock_timeout", millis(lockTimeout));
        session.set("statement_timeout", "60s");
        session.set("client_min_messages", "warning");
    }

    /**
     * A session that changes things: a statement may take long, and none waits for a lock longer than it may. If this
     * process dies, the server notices while it builds, and frees what the session held.
     */
    void applyIn(Session session) throws SQLException {
        planIn(session);
        session.set("statement_timeout", "0");
        session.set("client_connection_check_interval", "2s");
        session.set("idle_in_transaction_session_timeout", "60s");
    }

    void pause(int attempt) {
        LockSupport.parkNanos(pauseAfter(attempt).toNanos());
    }

    /** Between two attempts: 2, 4, 8 lock timeouts and so on, half of it by chance, 10 s at most. */
    Duration pauseAfter(int attempt) {
        long longest = Math.min(LONGEST_PAUSE.toNanos(), lockTimeout.toNanos() << Math.min(attempt, 10));
        return Duration.ofNanos(longest / 2 + random.nextLong(longest / 2 + 1));
    }

    /** Between two looks whether another applier has ended. */
    static void poll() {
        LockSupport.parkNanos(POLL.toNanos());
    }

    /** How many looks fit in the time to wait for another applier. */
    long polls() {
        return Math.max(1, applierTimeout.dividedBy(POLL));
    }

    static String millis(Duration duration) {
        return Math.max(1, duration.toMillis()) + "ms";
    }

    private static void positive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero: " + duration);
        }
    }
}
