package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.objects.run.Progress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** How far one run is: told once in a second, by whichever thread comes then. Safe for use by many threads. */
final class RunProgress implements Progress {
    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    private final String bucket;
    private final String id;
    private final Supplier<Duration> time;
    private final BucketListener listener;
    private final LongAdder objects = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder readBytes = new LongAdder();
    private final AtomicLong next = new AtomicLong(INTERVAL);
    private volatile long expectedObjects;
    private volatile long expectedBytes;

    /** @param time since it began */
    RunProgress(String bucket, String id, Supplier<Duration> time, BucketListener listener) {
        this.bucket = bucket;
        this.id = id;
        this.time = time;
        this.listener = listener;
    }

    @Override
    public void expected(long someObjects, long someBytes) {
        expectedObjects = someObjects;
        expectedBytes = someBytes;
    }

    @Override
    public void passed(long count, boolean read) {
        bytes.add(count);
        if (read) {
            readBytes.add(count);
        }
        tell();
    }

    @Override
    public void done() {
        objects.increment();
        tell();
    }

    private void tell() {
        Duration elapsed = time.get();
        long due = next.get();
        if (elapsed.toNanos() >= due && next.compareAndSet(due, elapsed.toNanos() + INTERVAL)) {
            listener.happened(new BucketEvent.Progressed(
                    bucket, id, objects.sum(), bytes.sum(), readBytes.sum(), expectedObjects, expectedBytes, elapsed));
        }
    }
}
