package dev.seaworthy.core.deploy.check.ready;

import dev.seaworthy.core.net.Exchange;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** One request, with an end to its time and to its answer, and without following a redirect. */
final class Wire {
    static final int MOST_BYTES = 1 << 20;

    private Wire() {}

    /** Its threads end when nobody has it any more. */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    static HttpClient check(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("The HTTP client must not follow redirects: they would hide what is "
                    + "asked for (followRedirects(NEVER))");
        }
        return client;
    }

    /** The timeout is for all of it: connecting, the head, the body. */
    static Answer send(HttpClient client, HttpRequest request, Duration timeout)
            throws IOException, InterruptedException {
        try {
            HttpResponse<byte[]> response = Exchange.within(timeout, client, request, MOST_BYTES);
            String body = new String(response.body(), StandardCharsets.UTF_8);
            return new Answer(response.statusCode(), response.headers(), body, response.body().length == MOST_BYTES);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer within " + timeout);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    /** What was answered: the first megabyte of its body as UTF-8, and whether that was read to the full. */
    record Answer(int status, HttpHeaders headers, String body, boolean isCut) {}
}
