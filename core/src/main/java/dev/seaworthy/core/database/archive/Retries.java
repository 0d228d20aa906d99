package dev.seaworthy.core.database.archive;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Which failures pass, and how long to wait for it: a random part of 100 ms that doubles, up to 3 s. */
record Retries(int tries, RandomGenerator random) {
    private static final String QUERY_CANCELED = "57014";

    /** serialization_failure, deadlock_detected, lock_not_available, query_canceled (by statement_timeout). */
    private static final Set<String> PASSING = Set.of("40001", "40P01", "55P03", QUERY_CANCELED);

    private static final long FIRST_MILLIS = 100;
    private static final long MOST_MILLIS = 3_000;

    boolean isWorthAnother(SQLException failure, int failures) {
        return failures < tries && PASSING.contains(String.valueOf(failure.getSQLState()));
    }

    static boolean isTimeout(SQLException failure) {
        return QUERY_CANCELED.equals(failure.getSQLState());
    }

    Duration pause(int failures) {
        long most = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(failures - 1, 10));
        return Duration.ofMillis(random.nextLong(most / 2, most + 1));
    }
}
