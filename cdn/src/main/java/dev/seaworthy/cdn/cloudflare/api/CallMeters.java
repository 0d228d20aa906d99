package dev.seaworthy.cdn.cloudflare.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Times tries in a registry. Loaded only where one is given. */
public final class CallMeters implements CallObserver {
    private static final String NAME = "seaworthy.cdn.call";

    private final MeterRegistry registry;
    private final String zone;

    public CallMeters(MeterRegistry registry, String zone) {
        this.registry = registry;
        this.zone = zone;
    }

    @Override
    public void ended(String call, String outcome, Duration duration) {
        Timer.builder(NAME)
                .description("Tries of calls of the CDN's API")
                .tags("cdn", "cloudflare", "zone", zone, "call", call, "outcome", outcome)
                .register(registry)
                .record(duration);
    }
}
