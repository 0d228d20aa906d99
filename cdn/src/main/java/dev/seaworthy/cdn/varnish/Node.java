package dev.seaworthy.cdn.varnish;

import dev.seaworthy.core.net.Exchange;
import dev.seaworthy.core.schedule.Backoff;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** One Varnish. Safe for use by many threads. */
record Node(URI address, HttpClient client, Duration timeout, int tries, Pause pause) {
    private static final Backoff BACKOFF = Backoff.exponential(Duration.ofMillis(200), Duration.ofSeconds(2));
    private static final int MOST_BYTES = 1 << 12;
    private static final int OK = 200;

    /** Makes the call, which may be made twice. Returns the node's name of it. */
    String send(PurgeCall call) throws NodeFailure {
        for (int failures = 1; ; failures++) {
            try {
                return sendOnce(call);
            } catch (NodeFailure failure) {
                if (!failure.mayPass() || failures >= tries) {
                    throw failure;
                }
                rest(BACKOFF.after(failures), failure);
            }
        }
    }

    String name() {
        return address.getRawAuthority();
    }

    private String sendOnce(PurgeCall call) throws NodeFailure {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base() + call.target()))
                .method(call.method(), HttpRequest.BodyPublishers.noBody())
                .header(call.header(), call.value())
                .build();
        try {
            return accepted(call, Exchange.within(timeout, client, request, MOST_BYTES));
        } catch (TimeoutException e) {
            throw NodeFailure.unreachable(e);
        } catch (ExecutionException e) {
            throw NodeFailure.unreachable(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NodeFailure.unreachable(e);
        }
    }

    private String base() {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private String accepted(PurgeCall call, HttpResponse<byte[]> answer) throws NodeFailure {
        if (answer.statusCode() != OK) {
            throw NodeFailure.refused(answer.statusCode());
        }
        if (!answer.headers().firstValue("Purged").orElse("").equals(call.answer())) {
            throw NodeFailure.notUnderstood(answer.statusCode());
        }
        String id = answer.headers().firstValue("X-Varnish").orElse("").replaceAll("[^0-9 ]", "");
        return name() + "/" + id;
    }

    private void rest(Duration duration, NodeFailure failure) throws NodeFailure {
        try {
            pause.last(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(e);
            throw failure;
        }
    }
}
