package dev.seaworthy.core.deploy.check.metrics;

import dev.seaworthy.core.deploy.check.ready.CheckException;
import dev.seaworthy.core.deploy.check.ready.Traffic;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The traffic that this process has served since it was {@linkplain #mark marked}, as the timers of a Micrometer
 * registry have it. Safe for use by many threads.
 *
 * <p>Requests and errors are differences to the mark. The p95 is the greatest of those that the timers publish which
 * have served since ({@code publishPercentiles(0.95)}), each over the time that its own statistics look back, two
 * minutes by default: the p95 of all is not above it. If one of them publishes none, or has served nothing in that
 * time, it is not known.
 */
public final class MeterTraffic implements Callable<Traffic> {
    private static final double PERCENTILE = 0.95;

    private final MeterRegistry registry;
    private final String timer;
    private final String tag;
    private final Set<String> errors;
    private volatile Map<Meter.Id, Long> marked = Map.of();

    private MeterTraffic(MeterRegistry registry, String timer, String tag, Set<String> errors) {
        this.registry = registry;
        this.timer = timer;
        this.tag = tag;
        this.errors = errors;
    }

    /**
     * Of all timers of this name, marked now: {@code http.server.requests}. One is of errors if its tag has one of
     * these values: {@code "outcome", "SERVER_ERROR"}.
     *
     * @throws IllegalArgumentException if no value is given, or the registry, or one within it, counts anew in each
     *     step
     */
    @SuppressWarnings("exports") // micrometer is an automatic module: who has a registry requires it
    public static MeterTraffic of(MeterRegistry registry, String timer, String tag, String... errors) {
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(tag, "tag");
        if (errors.length == 0) {
            throw new IllegalArgumentException("Traffic of " + timer + ": say which values of " + tag + " are errors");
        }
        steps(registry).findFirst().ifPresent(steps -> {
            throw new IllegalArgumentException(
                    "Traffic of " + timer + ": a " + steps.getClass().getSimpleName()
                            + " counts anew in each step: keep a SimpleMeterRegistry beside it, and give that");
        });
        MeterTraffic traffic = new MeterTraffic(registry, timer, tag, new HashSet<>(Arrays.asList(errors)));
        traffic.mark();
        return traffic;
    }

    /** What is served from now on counts. */
    public void mark() {
        Map<Meter.Id, Long> counts = new HashMap<>();
        timers().forEach(each -> counts.put(each.getId(), each.count()));
        marked = counts;
    }

    /** @throws CheckException if a timer that served has not the tag that tells errors */
    @Override
    public Traffic call() {
        Map<Meter.Id, Long> before = marked;
        List<Timer> served = new ArrayList<>();
        long requests = 0;
        long failed = 0;
        for (Timer each : timers()) {
            long more = each.count() - before.getOrDefault(each.getId(), 0L);
            if (more > 0) {
                served.add(each);
                requests += more;
                failed += isOfErrors(each.getId()) ? more : 0;
            }
        }
        return new Traffic(requests, failed, p95(served));
    }

    private boolean isOfErrors(Meter.Id id) {
        String value = id.getTag(tag);
        if (value == null) {
            throw new CheckException("Traffic of " + timer + ": a timer that served has no tag " + tag
                    + ", which would tell its errors; it has "
                    + id.getTags().stream().map(Tag::getKey).toList());
        }
        return errors.contains(value);
    }

    private static Optional<Duration> p95(List<Timer> served) {
        double greatest = 0;
        for (Timer each : served) {
            OptionalDouble nanos = nanos(each);
            if (nanos.isEmpty()) {
                return Optional.empty();
            }
            greatest = Math.max(greatest, nanos.getAsDouble());
        }
        return served.isEmpty() ? Optional.empty() : Optional.of(Duration.ofNanos(Math.round(greatest)));
    }

    /** A timer whose window is over has a percentile of 0. */
    private static OptionalDouble nanos(Timer timer) {
        return Arrays.stream(timer.takeSnapshot().percentileValues())
                .filter(value -> value.percentile() == PERCENTILE)
                .mapToDouble(value -> value.value(TimeUnit.NANOSECONDS))
                .filter(nanos -> Double.isFinite(nanos) && nanos > 0)
                .findFirst();
    }

    private Collection<Timer> timers() {
        return registry.find(timer).timers();
    }

    private static Stream<MeterRegistry> steps(MeterRegistry registry) {
        if (registry instanceof CompositeMeterRegistry composite) {
            return composite.getRegistries().stream().flatMap(MeterTraffic::steps);
        }
        return Stream.of(registry).filter(StepMeterRegistry.class::isInstance);
    }
}
