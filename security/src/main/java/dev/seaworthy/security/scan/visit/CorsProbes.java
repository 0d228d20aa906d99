package dev.seaworthy.security.scan.visit;

import java.util.Map;
import java.util.Optional;

/**
 * What one path answers to other origins.
 *
 * @param answers in the order in which they were asked for
 * @param preflight to any site that asks for DELETE with Authorization
 */
public record CorsProbes(String path, Map<ProbeOrigin, Answer> answers, Optional<Preflight> preflight) {
    /** A preflight, and from where it was said to come. */
    public record Preflight(ProbeOrigin origin, Answer answer) {}
}
