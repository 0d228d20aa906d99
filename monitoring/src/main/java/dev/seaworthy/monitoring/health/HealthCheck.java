package dev.seaworthy.monitoring.health;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Asks what a service depends on, all at once and each at most once at a time. Safe for use by many threads.
 *
 * <p>A report never waits longer than {@link Builder#timeout}: a probe that has not answered by then is unhealthy, is
 * interrupted, and is not asked again before it has ended. Threads are started by a report, never before.
 */
public final class HealthCheck implements AutoCloseable {
    /** How long a probe may take by default: 800 ms, less than the second after which Kubernetes gives up. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(800);

    /** How long an answer is good by default: 5 seconds. */
    public static final Duration DEFAULT_CACHE = Duration.ofSeconds(5);

    private static final String APP = "app";

    private final Map<String, Check> checks;
    private final ProbeThreads threads;
    private final InstantSource clock;
    private final Ticker ticker;
    private final Duration timeout;

    private HealthCheck(Builder builder) {
        clock = builder.clock;
        ticker = builder.ticker;
        timeout = builder.timeout;
        threads = new ProbeThreads(builder.declared.size());
        checks = new LinkedHashMap<>();
        builder.declared.forEach((name, declared) ->
                checks.put(name, new Check(name, declared, new Timing(ticker, builder.cacheFor), threads)));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** How the service is now, or was less than the cache's time ago. */
    public HealthReport report() {
        long deadline = ticker.nanos() + timeout.toNanos();
        Map<String, Flight> flights = new LinkedHashMap<>();
        checks.forEach((name, check) -> flights.put(name, check.begin()));
        Map<String, HealthStatus> statuses = new LinkedHashMap<>(Map.of(APP, HealthStatus.HEALTHY));
        flights.forEach((name, flight) -> statuses.put(name, flight.await(deadline - ticker.nanos())));
        return new HealthReport(overall(statuses), statuses, clock.instant());
    }

    /** Ends its threads; a report after this is unhealthy. */
    @Override
    public void close() {
        threads.close();
    }

    private HealthStatus overall(Map<String, HealthStatus> statuses) {
        List<Check> failing = checks.entrySet().stream()
                .filter(check -> statuses.get(check.getKey()) != HealthStatus.HEALTHY)
                .map(Map.Entry::getValue)
                .toList();
        if (failing.isEmpty()) {
            return HealthStatus.HEALTHY;
        }
        return failing.stream().anyMatch(Check::isCritical) ? HealthStatus.UNHEALTHY : HealthStatus.DEGRADED;
    }

    /** What to ask, and how patiently. One thread at a time. */
    public static final class Builder {
        private final Map<String, Declared> declared = new LinkedHashMap<>();
        private Duration timeout = DEFAULT_TIMEOUT;
        private Duration cacheFor = DEFAULT_CACHE;
        private InstantSource clock = InstantSource.system();
        private Ticker ticker = Ticker.system();

        private Builder() {}

        /** Without this dependency the service is unhealthy. */
        public Builder critical(String name, HealthProbe probe) {
            return declare(name, new Declared(probe, true));
        }

        /** Without this dependency the service is degraded, and goes on. */
        public Builder degrading(String name, HealthProbe probe) {
            return declare(name, new Declared(probe, false));
        }

        /** How long a report waits for its probes; {@link #DEFAULT_TIMEOUT} if not said. */
        public Builder timeout(Duration longest) {
            if (longest.isNegative() || longest.isZero()) {
                throw new IllegalArgumentException("timeout must be positive: " + longest);
            }
            timeout = longest;
            return this;
        }

        /** How long an answer is good; {@link #DEFAULT_CACHE} if not said, zero to ask for each report. */
        public Builder cacheFor(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("cacheFor must not be negative: " + time);
            }
            cacheFor = time;
            return this;
        }

        /** What dates a report. */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        Builder ticker(Ticker source) {
            ticker = source;
            return this;
        }

        public HealthCheck build() {
            return new HealthCheck(this);
        }

        private Builder declare(String name, Declared check) {
            Objects.requireNonNull(check.probe(), "probe");
            if (name.isBlank() || name.equals(APP)) {
                throw new IllegalArgumentException("A check needs a name other than \"" + name + "\"");
            }
            if (declared.putIfAbsent(name, check) != null) {
                throw new IllegalArgumentException("Two checks are named " + name + "; rename one");
            }
            return this;
        }
    }
}
