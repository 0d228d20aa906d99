package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.objects.BucketEvent.Made;
import dev.seaworthy.backup.objects.BucketEvent.Progressed;
import dev.seaworthy.backup.objects.BucketEvent.ShardMade;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/** A line for the operator now and then while a run takes long, and one at its end. */
final class ProgressLog implements BucketListener {
    private final Duration interval;
    private final Logger log;
    private final Map<String, Duration> logged = new ConcurrentHashMap<>();

    ProgressLog(Duration interval, Logger log) {
        this.interval = interval;
        this.log = log;
    }

    @Override
    public void happened(BucketEvent event) {
        if (event instanceof Progressed progressed) {
            progressed(progressed);
        } else {
            logged.remove(event.id());
            if (event instanceof Made made) {
                made(made);
            } else if (event instanceof ShardMade made) {
                shardMade(made);
            }
        }
    }

    private void progressed(Progressed event) {
        Duration last = logged.getOrDefault(event.id(), Duration.ZERO);
        if (event.elapsed().minus(last).compareTo(interval) >= 0) {
            logged.put(event.id(), event.elapsed());
            log.info(
                    "Snapshot {} of {}: {} objects, {} bytes, of some {} and {}; read {} bytes, {} in a second; {} left",
                    event.id(),
                    event.bucket(),
                    event.objects(),
                    event.bytes(),
                    event.expectedObjects(),
                    event.expectedBytes(),
                    event.readBytes(),
                    event.bytesPerSecond(),
                    event.remaining().map(Duration::toString).orElse("an unknown time"));
        }
    }

    private void shardMade(ShardMade event) {
        log.info(
                "Shard {} of {} of snapshot {} of {} has {} objects, {} bytes; it took {}",
                event.shard(),
                event.shards(),
                event.id(),
                event.bucket(),
                event.objects(),
                event.bytes(),
                event.elapsed());
    }

    private void made(Made event) {
        SnapshotReport report = event.report();
        log.info(
                "Snapshot {} of {} has {} objects, {} bytes; {} added, {} changed, {} removed; stored {} bytes in {}",
                report.id(),
                event.bucket(),
                report.objects(),
                report.bytes(),
                report.added(),
                report.changed(),
                report.removed(),
                report.storedBytes(),
                report.duration());
    }
}
