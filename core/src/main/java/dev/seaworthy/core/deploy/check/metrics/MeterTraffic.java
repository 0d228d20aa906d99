package dev.seaworthy.core.deploy.check.metrics;

import dev.seaworthy.core.deploy.check.ready.Traffic;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * The traffic that this process has served since it was {@linkplain #mark marked}, as the timers of a Micrometer
 * registry have it. Safe for use by many threads.
 *
 * <p>Requests and errors are differences to the mark. The p95 is the greatest of those that the timers publish
 * ({@code publishPercentiles(0.95)}), each over the time that its own statistics look back, two minutes by default: the
 * p95 of all is not above it. Where none is published it is not known.
 */
public final class MeterTraffic implements Callable<Traffic> {
    private static final double PERCENTILE = 0.95;

    private final MeterRegistry registry;
    private final String timer;
    private final Predicate<Meter.Id> isError;
    private volatile Map<Meter.Id, Long> marked = Map.of();

    private MeterTraffic(MeterRegistry registry, String timer, Predicate<Meter.Id> isError) {
        this.registry = registry;
        this.timer = timer;
        this.isError = isError;
    }

    /**
     * Of all timers of this name, marked now: {@code http.server.requests}. One is of errors if its tag has one of
     * these values: {@code "outcome", "SERVER_ERROR"}.
     */
    @SuppressWarnings("exports") // micrometer is an automatic module: who has a registry requires it
    public static MeterTraffic of(MeterRegistry registry, String timer, String tag, String... errors) {
        Objects.requireNonNull(registry, "registry");
        Collection<String> values = Arrays.asList(errors.clone());
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Traffic of " + timer + ": say which values of " + tag + " are errors");
        }
        MeterTraffic traffic = new MeterTraffic(registry, timer, id -> values.contains(id.getTag(tag)));
        traffic.mark();
        return traffic;
    }

    /** What is served from now on counts. */
    public void mark() {
        Map<Meter.Id, Long> counts = new HashMap<>();
        timers().forEach(each -> counts.put(each.getId(), each.count()));
        marked = counts;
    }

    @Override
    public Traffic call() {
        Map<Meter.Id, Long> before = marked;
        long requests = 0;
        long errors = 0;
        for (Timer each : timers()) {
            long served = Math.max(0, each.count() - before.getOrDefault(each.getId(), 0L));
            requests += served;
            errors += isError.test(each.getId()) ? served : 0;
        }
        return new Traffic(requests, errors, p95());
    }

    private Optional<Duration> p95() {
        return timers().stream()
                .flatMapToDouble(each -> Arrays.stream(each.takeSnapshot().percentileValues())
                        .filter(value -> value.percentile() == PERCENTILE)
                        .flatMapToDouble(MeterTraffic::nanos))
                .boxed()
                .max(Double::compare)
                .map(nanos -> Duration.ofNanos(Math.round(nanos)));
    }

    private static DoubleStream nanos(ValueAtPercentile value) {
        double nanos = value.value(TimeUnit.NANOSECONDS);
        return Double.isFinite(nanos) ? DoubleStream.of(nanos) : DoubleStream.empty();
    }

    private Collection<Timer> timers() {
        return registry.find(timer).timers();
    }
}
