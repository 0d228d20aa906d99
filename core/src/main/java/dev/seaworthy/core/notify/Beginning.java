package dev.seaworthy.core.notify;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The beginning of a body, and no more: the exchange is ended once that is there. */
final class Beginning implements BodySubscriber<String> {
    static final int MAX_BYTES = 1_024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<String> text = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Subscription body) {
        subscription = body;
        body.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        buffers.forEach(this::keep);
        Subscription body = subscription;
        if (kept.size() < MAX_BYTES && body != null) {
            body.request(1);
        } else {
            end();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        complete();
    }

    @Override
    public void onComplete() {
        complete();
    }

    private void keep(ByteBuffer buffer) {
        byte[] bytes = new byte[Math.min(buffer.remaining(), MAX_BYTES - kept.size())];
        buffer.get(bytes);
        kept.writeBytes(bytes);
    }

    private void end() {
        Subscription body = subscription;
        if (body != null) {
            body.cancel();
        }
        complete();
    }

    private void complete() {
        text.complete(kept.toString(StandardCharsets.UTF_8));
    }
}
