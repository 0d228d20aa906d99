package dev.seaworthy.backup;

import dev.seaworthy.backup.BackupEvent.Failed;
import dev.seaworthy.backup.BackupEvent.Made;
import dev.seaworthy.backup.BackupEvent.PruneFailed;
import dev.seaworthy.backup.BackupEvent.Pruned;
import dev.seaworthy.backup.BackupEvent.Tested;
import dev.seaworthy.backup.BackupEvent.Verified;
import dev.seaworthy.backup.id.TimeIds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Times and counts in a registry what a manager does. Loaded only where one is given. */
final class Meters implements BackupListener {
    private final MeterRegistry registry;
    private final AtomicLong lastMade = new AtomicLong();
    private final AtomicLong lastProven = new AtomicLong();

    Meters(MeterRegistry registry) {
        this.registry = registry;
        gauge("seaworthy.backup.last.made", lastMade);
        gauge("seaworthy.backup.last.proven", lastProven);
    }

    private void gauge(String name, AtomicLong epochSeconds) {
        Gauge.builder(name, epochSeconds, AtomicLong::doubleValue)
                .baseUnit("seconds")
                .description("Since 1970, when the newest backup of this process was begun; 0 for none")
                .register(registry);
    }

    @Override
    public void happened(BackupEvent event) {
        if (event instanceof Made made) {
            made(made.report());
        } else if (event instanceof Failed failed) {
            time("run", "failed", failed.elapsed());
        } else if (event instanceof Verified verified) {
            time("verify", verified.verification().isIntact() ? "intact" : "failed", verified.elapsed());
        } else if (event instanceof Tested tested) {
            tested(tested);
        } else if (event instanceof Pruned pruned) {
            prune("deleted");
            registry.counter("seaworthy.backup.prune.bytes").increment((double) pruned.bytes());
            registry.counter("seaworthy.backup.prune.versions")
                    .increment(pruned.hiddenVersions().orElse(0));
        } else if (event instanceof PruneFailed) {
            prune("failed");
        }
    }

    private void prune(String outcome) {
        registry.counter("seaworthy.backup.prune", "outcome", outcome).increment();
    }

    private void made(BackupReport report) {
        time("run", "made", report.duration());
        registry.summary("seaworthy.backup.plain.bytes").record((double) report.plainBytes());
        registry.summary("seaworthy.backup.stored.bytes").record((double) report.storedBytes());
        lastMade.accumulateAndGet(report.createdAt().getEpochSecond(), Math::max);
    }

    private void tested(Tested tested) {
        time("restore.test", tested.verdict().isProven() ? "proven" : "failed", tested.elapsed());
        if (tested.verdict().isProven()) {
            TimeIds.time(tested.id())
                    .map(Instant::getEpochSecond)
                    .ifPresent(begun -> lastProven.accumulateAndGet(begun, Math::max));
        }
    }

    private void time(String what, String outcome, Duration elapsed) {
        registry.timer("seaworthy.backup." + what, "outcome", outcome).record(elapsed);
    }
}
