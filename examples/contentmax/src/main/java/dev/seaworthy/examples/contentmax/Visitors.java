package dev.seaworthy.examples.contentmax;

import dev.seaworthy.core.deploy.check.ready.Traffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;

/**
 * Visitors of the service through its router, one after the other, each from an address of its own, and what they met.
 */
final class Visitors {
    private static final int ADDRESSES = 254;

    private final HttpClient client;
    private final URI page;

    Visitors(HttpClient client, URI page) {
        this.client = client;
        this.page = page;
    }

    Traffic visit(int times) throws InterruptedException {
        long[] nanos = new long[times];
        long errors = 0;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            if (!isServed(i)) {
                errors++;
            }
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return Traffic.of(times, errors, Duration.ofNanos(nanos[(int) Math.ceil(times * 0.95) - 1]));
    }

    private boolean isServed(int number) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(page)
                .timeout(Duration.ofSeconds(5))
                .header("X-Forwarded-For", "203.0.113." + (1 + number % ADDRESSES))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException e) {
            return false;
        }
    }
}
