package dev.seaworthy.backup.objects.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read as it comes, and of which a read fails if nothing comes for too long; that of the JDK would wait.
 * It asks for more when what came was read. One thread reads.
 */
final class TimedBody extends InputStream implements BodySubscriber<InputStream> {
    private final Duration longest;
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final BlockingQueue<Optional<List<ByteBuffer>>> come = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> current = new ArrayDeque<>();
    private volatile @Nullable Throwable failure;
    private boolean ended;

    TimedBody(Duration longest) {
        this.longest = longest;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.complete(given);
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        come.add(Optional.of(buffers));
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        come.add(Optional.empty());
    }

    @Override
    public void onComplete() {
        come.add(Optional.empty());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (length > 0 && !ended && current.isEmpty()) {
            await();
        }
        Throwable broken = failure;
        if (ended && broken != null) {
            throw new IOException("The answer broke off: " + broken, broken);
        }
        if (ended || length == 0) {
            return length == 0 ? 0 : -1;
        }
        ByteBuffer first = current.element();
        int read = Math.min(length, first.remaining());
        first.get(target, offset, read);
        if (!first.hasRemaining()) {
            current.remove();
        }
        return read;
    }

    private void await() throws IOException {
        Optional<List<ByteBuffer>> next;
        try {
            next = come.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("It was interrupted while it waited for an answer");
        }
        if (next == null) {
            throw new HttpTimeoutException("Nothing came for " + longest);
        }
        if (next.isEmpty()) {
            ended = true;
            return;
        }
        next.get().stream().filter(ByteBuffer::hasRemaining).forEach(current::add);
        subscription.join().request(1);
    }

    /** Drops the connection, if there is more to come. */
    @Override
    public void close() {
        if (subscription.isDone()) {
            subscription.join().cancel();
        }
    }
}
