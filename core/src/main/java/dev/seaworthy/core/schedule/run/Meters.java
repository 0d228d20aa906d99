package dev.seaworthy.core.schedule.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.function.Consumer;

/** Counts and times runs in a registry. Loaded only where one is given. */
public final class Meters implements Observer {
    private static final String RUNS = "seaworthy.jobs.runs";
    private static final String EVENTS = "seaworthy.jobs.events";

    private final MeterRegistry registry;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Consumer<Ending> began(String job) {
        Timer.Sample sample = Timer.start(registry);
        return ending -> sample.stop(registry.timer(RUNS, "job", job, "outcome", word(ending)));
    }

    @Override
    public void happened(String job, Event event) {
        registry.counter(EVENTS, "job", job, "event", word(event)).increment();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
