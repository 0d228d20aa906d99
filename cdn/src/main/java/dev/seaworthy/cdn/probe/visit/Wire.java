package dev.seaworthy.cdn.probe.visit;

import dev.seaworthy.cdn.probe.answer.Answer;
import dev.seaworthy.cdn.probe.answer.Asked;
import dev.seaworthy.core.net.Exchange;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/** One request after the other, until the deadline. One thread; its own end when it is closed. */
final class Wire implements AutoCloseable {
    private static final int MOST_BYTES = 1 << 20;
    private static final String THREAD = "seaworthy-cache-probe";

    private final Wanted wanted;
    private final ExecutorService threads = Executors.newCachedThreadPool(Wire::thread);
    private final HttpClient client;
    private final long start;
    private int requests;

    Wire(Wanted wanted) {
        this.wanted = wanted;
        client = wanted.client().orElseGet(() -> client(wanted, threads));
        start = wanted.nanos().getAsLong();
    }

    int requests() {
        return requests;
    }

    Answer get(URI url, Asked asked, String... headers) throws NoAnswerException, InterruptedException {
        Duration left = left();
        Duration longest = left.compareTo(wanted.timeout()) < 0 ? left : wanted.timeout();
        if (longest.isZero()) {
            throw new NoAnswerException("the time of the probe is over");
        }
        requests++;
        HttpRequest.Builder request = HttpRequest.newBuilder(url).header("User-Agent", "Seaworthy-CacheProbe");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build(), asked, longest);
    }

    /** Lets time pass, until the deadline at most. */
    void rest() throws InterruptedException {
        Duration left = left();
        Duration rest = left.compareTo(wanted.between()) < 0 ? left : wanted.between();
        if (!rest.isZero()) {
            wanted.pause().last(rest);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Duration left() {
        Duration left = wanted.deadline().minusNanos(wanted.nanos().getAsLong() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Answer send(HttpRequest request, Asked asked, Duration longest)
            throws NoAnswerException, InterruptedException {
        try {
            HttpResponse<byte[]> response = Exchange.within(longest, client, request, MOST_BYTES);
            return Answer.of(
                    asked, wanted.clock().instant(), response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            throw new NoAnswerException("no whole answer within " + longest.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw NoAnswerException.of(e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, THREAD);
        thread.setDaemon(true);
        return thread;
    }

    /** HTTP/1.1 alone, so that no header asks for another protocol. */
    private static HttpClient client(Wanted wanted, ExecutorService threads) {
        return HttpClient.newBuilder()
                .executor(threads)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(wanted.timeout())
                .build();
    }
}
