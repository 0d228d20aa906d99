package dev.seaworthy.examples.contentmax;

import dev.seaworthy.core.deploy.check.ready.Traffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;

/** Visitors of the service through its router, one after the other, and what they met. */
final class Visitors {
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
            if (!isServed()) {
                errors++;
            }
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return Traffic.of(times, errors, Duration.ofNanos(nanos[(int) Math.ceil(times * 0.95) - 1]));
    }

    private boolean isServed() throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(5)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException e) {
            return false;
        }
    }
}
