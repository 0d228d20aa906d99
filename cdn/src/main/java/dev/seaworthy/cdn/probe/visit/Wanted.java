package dev.seaworthy.cdn.probe.visit;

import dev.seaworthy.cdn.probe.declaration.Visitor;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * How a probe asks. Immutable.
 *
 * @param client empty for one of its own
 * @param visitors none for such that the probe makes up
 * @param timeout for one request with its whole answer
 * @param deadline for all
 * @param between two tries of one URL
 */
public record Wanted(
        Optional<HttpClient> client,
        List<Visitor> visitors,
        Duration timeout,
        Duration deadline,
        Duration between,
        Pause pause,
        InstantSource clock,
        LongSupplier nanos,
        RandomGenerator random) {
    public Wanted {
        visitors = List.copyOf(visitors);
    }
}
