package dev.seaworthy.core.deploy.check.ready;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks of what Prometheus, or what answers like it, has measured: instant queries by its HTTP API. Immutable.
 *
 * <p>A query without a value, or whose value is no number, decides nothing; an answer that is none is an error.
 */
public final class Prometheus {
    /** How long an answer may take by default: 10 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private static final double MOST_SECONDS = 1e9;
    private static final double NANOS = 1e9;

    private final URI base;
    private final HttpClient client;
    private final @Nullable Secret bearer;
    private final Duration timeout;

    private Prometheus(URI base, HttpClient client, @Nullable Secret bearer, Duration timeout) {
        this.base = base;
        this.client = client;
        this.bearer = bearer;
        this.timeout = timeout;
    }

    /**
     * The server of which {@code /api/v1/query} is asked, below the path of this URL: {@code http://prometheus:9090}.
     *
     * @throws IllegalArgumentException if it is no URL of HTTP with a host, or has user information
     */
    public static Prometheus at(URI base) {
        return new Prometheus(HttpUrl.check(base), Wire.client(), null, DEFAULT_TIMEOUT);
    }

    /** Sends this token. */
    public Prometheus bearer(Secret token) {
        return new Prometheus(base, client, Objects.requireNonNull(token, "token"), timeout);
    }

    /**
     * Asks by this client.
     *
     * @throws IllegalArgumentException if it follows redirects
     */
    public Prometheus client(HttpClient given) {
        return new Prometheus(base, Wire.check(given), bearer, timeout);
    }

    /** {@link #DEFAULT_TIMEOUT} if not said. */
    public Prometheus timeout(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("The timeout for Prometheus must be positive: " + longest);
        }
        return new Prometheus(base, client, bearer, longest);
    }

    /** Each series of the query is at this or below. */
    public Check atMost(String query, double limit) {
        return bounded(query, value -> value <= limit, "at most " + limit);
    }

    /** Each series of the query is at this or above. */
    public Check atLeast(String query, double limit) {
        return bounded(query, value -> value >= limit, "at least " + limit);
    }

    /**
     * What these queries count is within a budget: each has one value, and {@code or vector(0)} makes one of none.
     *
     * @throws IllegalArgumentException if the budget has a p95, which wants a query too
     */
    public Check within(Budget budget, String requests, String errors) {
        if (budget.hasP95()) {
            throw new IllegalArgumentException("The budget has a p95: give a query for it too");
        }
        return () -> judge(budget, number(requests), number(errors), Optional.empty());
    }

    /** The same, with a query for the p95 in seconds. */
    public Check within(Budget budget, String requests, String errors, String p95Seconds) {
        return () -> judge(budget, number(requests), number(errors), Optional.of(number(p95Seconds)));
    }

    private Check bounded(String query, DoublePredicate holds, String limit) {
        return () -> {
            List<Double> values = values(query);
            if (values.isEmpty() || values.stream().anyMatch(value -> value.isNaN())) {
                return Verdict.inconclusive(values.isEmpty() ? "The query has no value" : "A value is no number (NaN)")
                        .with("limit", limit);
            }
            List<Double> beyond =
                    values.stream().filter(value -> !holds.test(value)).toList();
            Verdict verdict = beyond.isEmpty()
                    ? Verdict.passed("All values are within the limit")
                    : Verdict.failed(beyond.size() + " of " + values.size() + " values are beyond the limit");
            return verdict.with("least", values.stream().min(Double::compare).orElseThrow())
                    .with("most", values.stream().max(Double::compare).orElseThrow())
                    .with("series", values.size())
                    .with("limit", limit);
        };
    }

    private static Verdict judge(Budget budget, double requests, double errors, Optional<Double> p95) {
        if (isNoCount(requests)
                || isNoCount(errors)
                || p95.filter(Prometheus::isNoTime).isPresent()) {
            return Verdict.inconclusive("A query has no value that counts, see the figures")
                    .with("requests", requests)
                    .with("errors", errors)
                    .with("p95 seconds", p95.map(String::valueOf).orElse("not asked"));
        }
        return budget.judge(new Traffic(
                Math.round(requests),
                Math.round(errors),
                p95.map(seconds -> Duration.ofNanos(Math.round(seconds * NANOS)))));
    }

    private static boolean isNoCount(double value) {
        return !(value >= 0 && value < Long.MAX_VALUE);
    }

    private static boolean isNoTime(double seconds) {
        return !(seconds >= 0 && seconds <= MOST_SECONDS);
    }

    /** NaN if there is none. */
    private double number(String query) throws IOException, InterruptedException {
        List<Double> values = values(query);
        if (values.size() > 1) {
            throw new CheckException(
                    "The query must have one value, and has " + values.size() + ": sum over its series: " + query);
        }
        return values.isEmpty() ? Double.NaN : values.get(0);
    }

    private List<Double> values(String query) throws IOException, InterruptedException {
        String path = base.toString().replaceFirst("/+$", "") + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path)).header("Accept", "application/json");
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer.reveal());
        }
        return QueryAnswer.values(Wire.send(client, request.build(), timeout));
    }
}
