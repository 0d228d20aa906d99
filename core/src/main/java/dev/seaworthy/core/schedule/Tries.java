package dev.seaworthy.core.schedule;

import dev.seaworthy.core.failure.Problems;
import java.time.Duration;

/** How long a run may take, and how often a failed one is tried again. */
record Tries(Duration timeout, int retries, Backoff backoff) {
    /** A year: the longest timeout, delay and wait. */
    static final Duration LONGEST = Duration.ofDays(366);

    private static final int MOST_RETRIES = 100;
    private static final int MOST_NAME = 100;

    static void check(String name, Problems problems) {
        problems.unless(
                name.length() <= MOST_NAME && name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"),
                "name must be 1 to " + MOST_NAME + " letters, digits, dots, dashes and underscores, the first of them"
                        + " a letter or digit");
    }

    static boolean isPositive(Duration time) {
        return !time.isNegative() && !time.isZero() && time.compareTo(LONGEST) <= 0;
    }

    void check(Problems problems) {
        problems.unless(
                isPositive(timeout), "timeout must be positive, and " + LONGEST.toDays() + " days at most: " + timeout);
        problems.unless(
                retries >= 0 && retries <= MOST_RETRIES, "retries must be 0 to " + MOST_RETRIES + ": " + retries);
    }
}
