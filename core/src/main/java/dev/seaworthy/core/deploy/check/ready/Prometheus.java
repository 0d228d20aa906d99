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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks of what Prometheus, or what answers like it, has measured: instant queries by its HTTP API. Immutable.
 *
 * <p>A query without a value, whose value is no number, or of whose answer the server warns, decides nothing; an answer
 * that is none is an error.
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
     * What these queries count is within a budget: each has one value, and {@code or vector(0)} makes one of none. They
     * count in a time, {@code sum(increase(http_requests_total[5m]))}: a {@code rate} is of one second, of which few
     * budgets are sure.
     *
     * @throws IllegalArgumentException if the budget has a p95, which wants a query too
     */
    public Check within(Budget budget, String requests, String errors) {
        if (budget.hasP95()) {
            throw new IllegalArgumentException("The budget has a p95: give a query for it too");
        }
        return () -> judge(budget, ask(requests), ask(errors), Optional.empty());
    }

    /** The same, with a query for the p95 in seconds. */
    public Check within(Budget budget, String requests, String errors, String p95Seconds) {
        return () -> judge(budget, ask(requests), ask(errors), Optional.of(ask(p95Seconds)));
    }

    private Check bounded(String query, DoublePredicate holds, String limit) {
        return () -> {
            QueryAnswer answer = ask(query);
            if (answer.warning().isPresent()) {
                return warned(answer.warning().get()).with("limit", limit);
            }
            List<Double> values = answer.values();
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

    private static Verdict judge(
            Budget budget, QueryAnswer requests, QueryAnswer errors, Optional<QueryAnswer> p95Seconds) {
        Optional<String> warning = Stream.of(Optional.of(requests), Optional.of(errors), p95Seconds)
                .flatMap(Optional::stream)
                .flatMap(answer -> answer.warning().stream())
                .findFirst();
        return warning.map(Prometheus::warned)
                .orElseGet(() -> judge(budget, requests.only(), errors.only(), p95Seconds.map(QueryAnswer::only)));
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
        return budget.judge(requests, errors, p95.map(seconds -> Duration.ofNanos(Math.round(seconds * NANOS))));
    }

    private static boolean isNoCount(double value) {
        return !(value >= 0 && value < Long.MAX_VALUE);
    }

    private static boolean isNoTime(double seconds) {
        return !(seconds >= 0 && seconds <= MOST_SECONDS);
    }

    /** An answer may be of a part of what there is. */
    private static Verdict warned(String warning) {
        return Verdict.inconclusive("Prometheus warns of its answer: " + warning);
    }

    private QueryAnswer ask(String query) throws IOException, InterruptedException {
        String path = base.toString().replaceFirst("/+$", "") + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path)).header("Accept", "application/json");
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer.reveal());
        }
        return QueryAnswer.of(query, Wire.send(client, request.build(), timeout));
    }
}
