package dev.seaworthy.security.scan.visit;

import dev.seaworthy.core.net.Exchange;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** One request after the other, so many and so long at most. One thread at a time; its own end when it is closed. */
final class Wire implements AutoCloseable {
    /** What its threads are called. */
    static final String THREAD = "seaworthy-scan";

    private static final int MOST_BYTES = 1 << 19;

    private final Wanted wanted;
    private final ExecutorService threads = Executors.newCachedThreadPool(Wire::thread);
    private final HttpClient client;
    private final long start;
    private final int mostRequests;
    private int requests;

    Wire(Wanted wanted, int mostRequests) {
        this.wanted = wanted;
        this.mostRequests = mostRequests;
        client = client(wanted, threads);
        start = wanted.nanos().getAsLong();
    }

    Answer get(URI url, String... headers) throws NoAnswerException, InterruptedException {
        return send("GET", url, headers);
    }

    Answer head(URI url) throws NoAnswerException, InterruptedException {
        return send("HEAD", url);
    }

    Answer options(URI url, String... headers) throws NoAnswerException, InterruptedException {
        return send("OPTIONS", url, headers);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    int requests() {
        return requests;
    }

    /** Until the deadline; zero if it has passed. */
    Duration left() {
        Duration left = wanted.deadline().minusNanos(wanted.nanos().getAsLong() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Answer send(String method, URI url, String... headers) throws NoAnswerException, InterruptedException {
        if (!Hosts.areSame(wanted.target(), url)) {
            throw new NoAnswerException("the scan asks one host alone");
        }
        Duration longest = left().compareTo(wanted.timeout()) < 0 ? left() : wanted.timeout();
        if (longest.isZero()) {
            throw new NoAnswerException("the time of the scan is over");
        }
        if (++requests > mostRequests) {
            throw new NoAnswerException("the scan has sent all requests that it may");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("User-Agent", "Seaworthy-SecurityScan");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build(), longest);
    }

    private Answer send(HttpRequest request, Duration longest) throws NoAnswerException, InterruptedException {
        try {
            HttpResponse<byte[]> response = Exchange.within(longest, client, request, MOST_BYTES);
            String body = new String(response.body(), StandardCharsets.UTF_8);
            return new Answer(request.uri(), response.statusCode(), response.headers(), body);
        } catch (TimeoutException e) {
            throw new NoAnswerException("no whole answer within " + longest);
        } catch (ExecutionException e) {
            throw NoAnswerException.of(e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, THREAD);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * HTTP/1.1 alone, so that no header asks for another protocol. The one thread that the JDK gives it beside these
     * ends when nobody has it any more.
     */
    private static HttpClient client(Wanted wanted, ExecutorService threads) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .executor(threads)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(wanted.timeout());
        wanted.trust().ifPresent(store -> client.sslContext(trusting(store)));
        return client.build();
    }

    private static SSLContext trusting(KeyStore store) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The trust store can't be used: see whether it holds certificates", e);
        }
    }
}
