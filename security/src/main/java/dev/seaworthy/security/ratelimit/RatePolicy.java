package dev.seaworthy.security.ratelimit;

import dev.seaworthy.security.declaration.Problems;
import io.github.bucket4j.Bandwidth;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much one key may consume, under a name that clients see. Each is a token bucket: what is there may be taken at
 * once, and tokens come back one after the other at an even rate. Immutable.
 *
 * <p><b>Guarantee</b>: {@link #atMost} is exact, for every arrival of requests and whatever became of the clock on the
 * wall; {@link #guarantee} says it in words.
 */
public final class RatePolicy {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,32}");
    private static final Duration LONGEST = Duration.ofDays(366);

    /** The largest integer of a structured field (RFC 9651 §3.3.1). */
    private static final long MOST = 999_999_999_999_999L;

    private final String name;
    private final long limit;
    private final Duration window;
    private final long burst;
    private final @Nullable Rate rate;

    private RatePolicy(String name, long limit, Duration window, long burst, @Nullable Rate rate) {
        this.name = name;
        this.limit = limit;
        this.window = window;
        this.burst = burst;
        this.rate = rate;
    }

    /**
     * Never more than {@code limit} in any window, wherever it begins: half of it at once, and the other half as it
     * comes back. Who asks steadily is therefore given about half of the limit in each window;
     * {@link #perWindow(String, long, Duration, long)} chooses otherwise. Limit 0 admits nothing, ever.
     *
     * @param name what clients see in {@code RateLimit-Policy}: letters, digits, {@code _}, {@code .}, {@code -}
     * @param window from 1 ms to 366 days
     * @throws IllegalArgumentException that tells all that is wrong
     */
    public static RatePolicy perWindow(String name, long limit, Duration window) {
        return perWindow(name, limit, window, Math.max(0, limit / 2 + limit % 2));
    }

    /**
     * Never more than {@code limit} in any window, wherever it begins: {@code burst} at once, and steadily {@code limit
     * - burst + 1} in each window. A burst of 1 spaces requests evenly and admits the whole limit steadily; a burst of
     * the whole limit admits all at once, and then one in each window.
     *
     * @throws IllegalArgumentException that tells all that is wrong
     */
    public static RatePolicy perWindow(String name, long limit, Duration window, long burst) {
        Problems problems = problems(name, limit, window);
        if (limit >= 0 && (burst > limit || burst < Math.min(1, limit))) {
            problems.add("burst is " + burst + "; give 1 to the limit, which is " + limit);
        }
        return checked(problems, name, limit, window, burst, limit - burst + 1);
    }

    /**
     * The plain token bucket: {@code capacity} at once, and as many again as each period goes by. In one period it may
     * admit almost twice its capacity: 100 per minute admits up to 199 in one minute.
     *
     * @param name as in {@link #perWindow}
     * @param period from 1 ms to 366 days
     * @throws IllegalArgumentException that tells all that is wrong
     */
    public static RatePolicy bucket(String name, long capacity, Duration period) {
        return checked(problems(name, capacity, period), name, capacity, period, capacity, capacity);
    }

    private static Problems problems(String name, long limit, Duration window) {
        boolean named = NAME.matcher(name).matches();
        Problems problems = new Problems(named ? "Rate policy " + name : "Rate policy");
        if (!named) {
            problems.add("its name is 1 to 32 of A-Z, a-z, 0-9, _, . and -, such as burst");
        }
        if (limit < 0 || limit > MOST) {
            problems.add("its limit is " + limit + "; give 0 to " + MOST);
        }
        if (window.compareTo(Duration.ofMillis(1)) < 0 || window.compareTo(LONGEST) > 0) {
            problems.add("its window is " + window + "; give 1 ms to " + LONGEST.toDays() + " days");
        } else if (limit > window.toNanos()) {
            problems.add("its limit is " + limit + " in " + window + "; no more than one in a nanosecond is counted");
        }
        return problems;
    }

    private static RatePolicy checked(
            Problems problems, String name, long limit, Duration window, long burst, long refill) {
        problems.refuse();
        // a nanosecond more than the window, so that a window that begins and ends with a request counts both
        return new RatePolicy(name, limit, window, burst, limit == 0 ? null : Rate.of(refill, window.toNanos() + 1));
    }

    public String name() {
        return name;
    }

    /** What the policy says of itself: the limit of a window, or the capacity of a bucket. */
    public long limit() {
        return limit;
    }

    /** The window of the limit, or the period in which a bucket fills. */
    public Duration window() {
        return window;
    }

    /** The most that is admitted at once. */
    public long burst() {
        return burst;
    }

    /** The most that one key consumes in any such time, its first and its last moment counted. */
    public long atMost(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a time is not negative, such as " + time);
        }
        return rate == null ? 0 : saturatedSum(burst, rate.within(saturatedNanos(time)));
    }

    private static long saturatedNanos(Duration time) {
        return time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : time.toNanos();
    }

    private static long saturatedSum(long a, long b) {
        return BigInteger.valueOf(a)
                .add(BigInteger.valueOf(b))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    /** The bound in words, such as for a page of terms: what comes at once, and what in a window. */
    public String guarantee() {
        return name + ": at most " + burst + " at once and " + atMost(window) + " in any " + window;
    }

    /** The same where clocks of processes differ by so much: the bound of a window holds in one that much longer. */
    RatePolicy slower(Duration skew) {
        Rate known = rate().orElseThrow();
        return new RatePolicy(name, limit, window, burst, Rate.of(known.tokens(), known.nanos() + skew.toNanos()));
    }

    /** Empty if it admits nothing. */
    Optional<Rate> rate() {
        return Optional.ofNullable(rate);
    }

    /** As Bucket4j has it; there is none of a policy that admits nothing. */
    Bandwidth bandwidth() {
        Rate known = rate().orElseThrow();
        return Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(known.tokens(), Duration.ofNanos(known.nanos()))
                .build();
    }

    /** As {@link #guarantee}. */
    @Override
    public String toString() {
        return guarantee();
    }
}
