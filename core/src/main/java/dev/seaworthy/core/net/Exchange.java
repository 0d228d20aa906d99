package dev.seaworthy.core.net;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One request with an end to its time and to its answer, which those of the JDK have not: its timeout is over once the
 * head is there, and its bodies are read however long they are.
 */
public final class Exchange {
    private Exchange() {}

    /**
     * The answer with the first bytes of its body.
     *
     * @param longest for all of it: connecting, the head, the body
     * @param mostBytes of the body; no more than these are read
     * @throws ExecutionException with what broke it off as its cause
     */
    public static HttpResponse<byte[]> within(Duration longest, HttpClient client, HttpRequest request, int mostBytes)
            throws ExecutionException, TimeoutException, InterruptedException {
        return within(longest, client, request, mostBytes, head -> {});
    }

    /**
     * The same, where {@code head} is told of status and headers as soon as they are there, by a thread of the client.
     */
    public static HttpResponse<byte[]> within(
            Duration longest,
            HttpClient client,
            HttpRequest request,
            int mostBytes,
            Consumer<HttpResponse.ResponseInfo> head)
            throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request, begun -> {
            head.accept(begun);
            return new FirstBytes(mostBytes);
        });
        try {
            return sent.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            sent.cancel(true);
        }
    }
}
