package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.objects.BucketEvent.Begun;
import dev.seaworthy.backup.objects.BucketEvent.Failed;
import dev.seaworthy.backup.objects.BucketEvent.Made;
import dev.seaworthy.backup.objects.BucketEvent.Progressed;
import dev.seaworthy.backup.objects.BucketEvent.Pruned;
import dev.seaworthy.backup.objects.BucketEvent.Restored;
import dev.seaworthy.backup.objects.BucketEvent.ShardMade;
import dev.seaworthy.backup.objects.BucketEvent.Verified;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Times and counts in a registry what is done. Loaded only where one is given. */
final class BucketMeters implements BucketListener {
    private static final String NAME = "seaworthy.backup.bucket.";

    private final MeterRegistry registry;
    private final Tags tags;
    private final AtomicLong lastMade = new AtomicLong();
    private final AtomicLong objects = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong expectedBytes = new AtomicLong();
    private final AtomicLong bytesPerSecond = new AtomicLong();
    private final AtomicLong remaining = new AtomicLong();

    BucketMeters(MeterRegistry registry, String bucket) {
        this.registry = registry;
        this.tags = Tags.of("bucket", bucket);
        gauge(
                "last.made",
                "seconds",
                lastMade,
                "Since 1970, when the newest snapshot of this process was begun; 0 for none");
        gauge("progress.objects", "objects", objects, "That the run under way, or the last one, is done with");
        gauge("progress.bytes", "bytes", bytes, "That the run under way, or the last one, is done with");
        gauge("progress.expected", "bytes", expectedBytes, "That the newest snapshot had when the run began");
        gauge("progress.rate", "bytes", bytesPerSecond, "Read from the source in a second, the mean of the run");
        gauge("progress.remaining", "seconds", remaining, "That the run under way will take, by the newest snapshot");
    }

    private void gauge(String name, String unit, AtomicLong value, String description) {
        Gauge.builder(NAME + name, value, AtomicLong::doubleValue)
                .tags(tags)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    @Override
    public void happened(BucketEvent event) {
        if (event instanceof Begun) {
            progress(0, 0, 0, 0, Duration.ZERO);
        } else if (event instanceof Progressed progressed) {
            progress(
                    progressed.objects(),
                    progressed.bytes(),
                    progressed.expectedBytes(),
                    progressed.bytesPerSecond(),
                    progressed.remaining().orElse(Duration.ZERO));
        } else if (event instanceof ShardMade made) {
            time("shard", "made", made.elapsed());
        } else if (event instanceof Made made) {
            made(made.report());
        } else if (event instanceof Failed failed) {
            time("failed", failed.elapsed());
            remaining.set(0);
        } else if (event instanceof Verified verified) {
            time("verify", verified.verification().isIntact() ? "intact" : "failed", verified.elapsed());
        } else if (event instanceof Restored restored) {
            time("restore", restored.report().isComplete() ? "complete" : "failed", restored.elapsed());
        } else if (event instanceof Pruned pruned) {
            time("prune", pruned.report().isComplete() ? "complete" : "failed", pruned.elapsed());
            registry.counter(NAME + "deleted.bytes", tags)
                    .increment((double) pruned.report().deleted().bytes());
        }
    }

    private void progress(long someObjects, long someBytes, long expected, long rate, Duration rest) {
        objects.set(someObjects);
        bytes.set(someBytes);
        expectedBytes.set(expected);
        bytesPerSecond.set(rate);
        remaining.set(rest.toSeconds());
    }

    private void made(SnapshotReport report) {
        time("made", report.duration());
        registry.summary(NAME + "stored.bytes", tags).record((double) report.storedBytes());
        lastMade.accumulateAndGet(report.createdAt().getEpochSecond(), Math::max);
        objects.set(report.objects());
        bytes.set(report.bytes());
        remaining.set(0);
    }

    private void time(String outcome, Duration elapsed) {
        time("run", outcome, elapsed);
    }

    private void time(String what, String outcome, Duration elapsed) {
        registry.timer(NAME + what, tags.and("outcome", outcome)).record(elapsed);
    }
}
