package dev.seaworthy.core.deploy.check.ready;

import dev.seaworthy.core.Secret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One request, and what its answer must be. Immutable.
 *
 * <p>A redirect is an answer and not followed; of a body the first megabyte is read, as UTF-8.
 */
public final class SmokeRequest {
    /** How long a request may take by default, with its whole answer: 10 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private static final int OK = 200;

    private final HttpRequest request;
    private final int status;
    private final List<Expectation> expectations;
    private final Duration timeout;

    private SmokeRequest(HttpRequest request, int status, List<Expectation> expectations, Duration timeout) {
        this.request = request;
        this.status = status;
        this.expectations = List.copyOf(expectations);
        this.timeout = timeout;
    }

    /**
     * {@code GET}, answered with 200.
     *
     * @throws IllegalArgumentException if it is no URL of HTTP with a host, or has user information
     */
    public static SmokeRequest get(URI url) {
        return of("GET", url);
    }

    /** {@code HEAD}, answered with 200. */
    public static SmokeRequest head(URI url) {
        return of("HEAD", url);
    }

    private static SmokeRequest of(String method, URI url) {
        HttpRequest request = HttpRequest.newBuilder(HttpUrl.check(url))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return new SmokeRequest(request, OK, List.of(), DEFAULT_TIMEOUT);
    }

    /** Sends this header too. */
    public SmokeRequest sending(String header, String value) {
        HttpRequest more = HttpRequest.newBuilder(request, (name, sent) -> true)
                .header(header, value)
                .build();
        return new SmokeRequest(more, status, expectations, timeout);
    }

    /** Sends this header too; it is shown nowhere. */
    public SmokeRequest sending(String header, Secret value) {
        try {
            return sending(header, value.reveal());
        } catch (IllegalArgumentException e) {
            throw secretless(header);
        }
    }

    /** The JDK's message quotes what was refused. */
    private static IllegalArgumentException secretless(String header) {
        return new IllegalArgumentException("The secret for the header " + header + " is no value of a header");
    }

    /** The answer has this status; 200 if not said. */
    public SmokeRequest status(int code) {
        return new SmokeRequest(request, code, expectations, timeout);
    }

    /** The answer has this header. */
    public SmokeRequest header(String name) {
        return expecting(
                "no header " + name, answer -> answer.headers().firstValue(name).isPresent());
    }

    /** The answer has this header, and a value of it contains this. */
    public SmokeRequest header(String name, String part) {
        return expecting(
                "no header " + name + " with \"" + part + "\"",
                answer -> answer.headers().allValues(name).stream().anyMatch(value -> value.contains(part)));
    }

    /** The body contains this. */
    public SmokeRequest body(String part) {
        return expecting(
                "no \"" + part + "\" in the body", answer -> answer.body().contains(part));
    }

    /** {@link #DEFAULT_TIMEOUT} if not said. */
    public SmokeRequest timeout(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("The timeout of " + this + " must be positive: " + longest);
        }
        return new SmokeRequest(request, status, expectations, longest);
    }

    /** {@code GET /api/health}: neither host nor query. */
    @Override
    public String toString() {
        return request.method() + " " + request.uri().getRawPath();
    }

    HttpRequest request() {
        return request;
    }

    Duration timeout() {
        return timeout;
    }

    List<String> problems(Wire.Answer answer) {
        List<String> problems = new ArrayList<>();
        if (answer.status() != status) {
            problems.add("status " + answer.status() + " instead of " + status);
        }
        expectations.stream()
                .filter(expectation -> !expectation.holds().test(answer))
                .map(Expectation::otherwise)
                .forEach(problems::add);
        return problems;
    }

    private SmokeRequest expecting(String otherwise, Predicate<Wire.Answer> holds) {
        List<Expectation> more = new ArrayList<>(expectations);
        more.add(new Expectation(otherwise, holds));
        return new SmokeRequest(request, status, more, timeout);
    }

    /** What must be, and what is told if it is not. */
    private record Expectation(String otherwise, Predicate<Wire.Answer> holds) {}
}
