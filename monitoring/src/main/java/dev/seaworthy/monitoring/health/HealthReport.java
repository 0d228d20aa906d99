package dev.seaworthy.monitoring.health;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the service was at one time. Immutable.
 *
 * @param checks each check by its name, in the order of declaration, {@code app} first
 */
public record HealthReport(HealthStatus status, Map<String, HealthStatus> checks, Instant at) {
    private static final int OK = 200;
    private static final int SERVICE_UNAVAILABLE = 503;

    public HealthReport {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(at, "at");
        checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    }

    /** 503 if unhealthy, else 200: a service that is only degraded should keep its traffic. */
    public int httpStatus() {
        return status == HealthStatus.UNHEALTHY ? SERVICE_UNAVAILABLE : OK;
    }

    /** {@code {"status":"healthy","checks":{"app":"healthy"},"timestamp":"2026-11-24T09:00:00Z"}}. */
    public String toJson() {
        Map<String, String> words = new LinkedHashMap<>();
        checks.forEach((name, word) -> words.put(name, word.toString()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", status.toString());
        answer.put("checks", words);
        answer.put("timestamp", at.toString());
        return JsonMapper.shared().writeValueAsString(answer);
    }
}
