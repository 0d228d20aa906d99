package dev.seaworthy.core.deploy.check.ready;

import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.failure.Reason;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Requests whose answers tell whether a service serves, sent one after the other. Immutable. No answer is a failure, as
 * it is the service that is asked.
 */
public final class SmokeCheck implements Check {
    private final List<SmokeRequest> requests;
    private final HttpClient client;
    private final LongSupplier ticker;

    private SmokeCheck(List<SmokeRequest> requests, HttpClient client, LongSupplier ticker) {
        this.requests = requests;
        this.client = client;
        this.ticker = ticker;
    }

    /** Sends these by a client of its own. */
    public static SmokeCheck of(SmokeRequest... requests) {
        if (requests.length == 0) {
            throw new IllegalArgumentException("A smoke check wants a request, and would pass whatever happens");
        }
        return new SmokeCheck(List.of(requests), Wire.client(), System::nanoTime);
    }

    /**
     * By this client.
     *
     * @throws IllegalArgumentException if it follows redirects
     */
    public SmokeCheck client(HttpClient given) {
        return new SmokeCheck(requests, Wire.check(given), ticker);
    }

    /** Nanoseconds from any origin, by which answers are timed. */
    public SmokeCheck ticker(LongSupplier source) {
        return new SmokeCheck(requests, client, source);
    }

    @Override
    public Verdict run() throws InterruptedException {
        List<String> failures = new ArrayList<>();
        Verdict figures = Verdict.passed("figures");
        for (int i = 0; i < requests.size(); i++) {
            Sent sent = send(requests.get(i));
            figures = figures.with("%d. %s".formatted(i + 1, requests.get(i)), sent.figure());
            if (!sent.problems().isEmpty()) {
                failures.add(requests.get(i) + ": " + String.join(", ", sent.problems()));
            }
        }
        String all = requests.size() == 1 ? "The request is" : "All " + requests.size() + " requests are";
        Verdict verdict = failures.isEmpty()
                ? Verdict.passed(all + " answered as expected")
                : Verdict.failed("%d of %d not as expected: %s"
                        .formatted(failures.size(), requests.size(), oneLine(String.join("; ", failures))));
        return new Verdict(verdict.status(), verdict.sentence(), figures.figures());
    }

    private Sent send(SmokeRequest request) throws InterruptedException {
        long begun = ticker.getAsLong();
        try {
            Wire.Answer answer = Wire.send(client, request.request(), request.timeout());
            Duration took = Duration.ofNanos(ticker.getAsLong() - begun);
            return new Sent(answer.status() + " in " + took, request.problems(answer));
        } catch (IOException e) {
            return new Sent("no answer", List.of(Reason.of(e)));
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }

    /** What came of one request. */
    private record Sent(String figure, List<String> problems) {}
}
