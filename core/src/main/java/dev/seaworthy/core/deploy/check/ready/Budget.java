package dev.seaworthy.core.deploy.check.ready;

import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/** How many errors and how much time traffic may take. What is just at a limit is within it. Immutable. */
public final class Budget {
    /** How many requests decide by default: {@value}. */
    public static final long DEFAULT_MINIMUM_REQUESTS = 100;

    private final double errorRate;
    private final Optional<Duration> p95;
    private final long minimumRequests;

    private Budget(double errorRate, Optional<Duration> p95, long minimumRequests) {
        this.errorRate = errorRate;
        this.p95 = p95;
        this.minimumRequests = minimumRequests;
    }

    /** At most so many errors per request: 0.01 for one of a hundred. */
    public static Budget errorRate(double most) {
        if (!(most >= 0 && most <= 1)) {
            throw new IllegalArgumentException("The error rate of a budget must be from 0 to 1: " + most);
        }
        return new Budget(most, Optional.empty(), DEFAULT_MINIMUM_REQUESTS);
    }

    /** And 95 of 100 requests take so long at most. */
    public Budget p95(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("The p95 of a budget must be positive: " + longest);
        }
        return new Budget(errorRate, Optional.of(longest), minimumRequests);
    }

    /** Fewer than so many requests decide nothing; {@value #DEFAULT_MINIMUM_REQUESTS} if not said. */
    public Budget minimumRequests(long requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("The minimum of requests must be 1 or more: " + requests);
        }
        return new Budget(errorRate, p95, requests);
    }

    /** A check that judges what this measures. */
    public Check check(Callable<Traffic> measured) {
        Objects.requireNonNull(measured, "measured");
        return () -> judge(measured.call());
    }

    /** Whether this traffic was within the budget; inconclusive if it is too little, or not all was measured. */
    public Verdict judge(Traffic traffic) {
        return judge((double) traffic.requests(), (double) traffic.errors(), traffic.p95());
    }

    /** What a query counts may be a fraction: of a rate, or where an increase is extrapolated. */
    Verdict judge(double requests, double errors, Optional<Duration> measured) {
        double rate = requests == 0 ? 0 : errors / requests;
        Verdict verdict = judged(requests, rate, measured)
                .with("requests", number(requests))
                .with("errors", number(errors))
                .with("error rate", decimal(rate))
                .with("error rate budget", decimal(errorRate));
        if (measured.isPresent()) {
            verdict = verdict.with("p95", measured.get());
        }
        return p95.isPresent() ? verdict.with("p95 budget", p95.get()) : verdict;
    }

    boolean hasP95() {
        return p95.isPresent();
    }

    private Verdict judged(double requests, double rate, Optional<Duration> measured) {
        if (requests < minimumRequests) {
            return Verdict.inconclusive(
                    "Too few requests to decide: " + number(requests) + " of at least " + minimumRequests);
        }
        List<String> over = over(rate, measured);
        if (!over.isEmpty()) {
            return Verdict.failed("Over the budget: " + String.join("; ", over));
        }
        if (p95.isPresent() && measured.isEmpty()) {
            return Verdict.inconclusive("The p95 was not measured");
        }
        return Verdict.passed("Within the budget");
    }

    private List<String> over(double rate, Optional<Duration> measured) {
        List<String> over = new ArrayList<>();
        if (rate > errorRate) {
            over.add("error rate " + decimal(rate) + " of at most " + decimal(errorRate));
        }
        if (p95.isPresent()
                && measured.filter(time -> time.compareTo(p95.get()) > 0).isPresent()) {
            over.add("p95 " + measured.get() + " of at most " + p95.get());
        }
        return over;
    }

    /** {@code 1000}, {@code 0.4} */
    private static String number(double count) {
        return decimal(count).replaceFirst("\\.0$", "");
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.6f", value).replaceFirst("0{1,5}$", "");
    }
}
