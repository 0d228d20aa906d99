package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.drill.DrillVerdict.Inconclusive;
import dev.seaworthy.backup.drill.DrillVerdict.Proven;
import dev.seaworthy.backup.drill.DrillVerdict.Refuted;
import dev.seaworthy.backup.drill.DrillVerdict.TooOld;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Times and counts drills in a registry. Loaded only where one is given. */
final class DrillMeters implements Consumer<DrillRecord> {
    private static final double MILLIS_PER_SECOND = 1000;

    private final MeterRegistry registry;
    private final DrillHistory history;
    private final AtomicReference<@Nullable Instant> lastProven = new AtomicReference<>();
    private final AtomicReference<@Nullable Duration> recoveryTime = new AtomicReference<>();

    DrillMeters(MeterRegistry registry, DrillHistory history) {
        this.registry = registry;
        this.history = history;
        gauge("proven.age", "Since the backup that was proven last was begun", this::age);
        gauge("recovery", "How long the last proven restore took", recoveryTime::get);
    }

    private void gauge(String name, String description, Supplier<@Nullable Duration> time) {
        TimeGauge.builder("seaworthy.backup.drill." + name, () -> seconds(time.get()), TimeUnit.SECONDS)
                .description(description + "; not a number before the first drill of this process")
                .register(registry);
    }

    private @Nullable Duration age() {
        Instant begun = lastProven.get();
        return begun == null ? null : history.age(begun);
    }

    private static double seconds(@Nullable Duration time) {
        return time == null ? Double.NaN : time.toMillis() / MILLIS_PER_SECOND;
    }

    @Override
    public void accept(DrillRecord record) {
        registry.timer("seaworthy.backup.drill", "outcome", outcome(record.verdict()))
                .record(record.duration());
        record.recoveryTime().ifPresent(recoveryTime::set);
        if (record.verdict() instanceof Proven proven) {
            lastProven.set(proven.backup().begun());
        } else if (lastProven.get() == null) {
            history.lastProven().map(ProvenBackup::begun).ifPresent(lastProven::set);
        }
    }

    private static String outcome(DrillVerdict verdict) {
        if (verdict instanceof Proven) {
            return "proven";
        }
        if (verdict instanceof Refuted) {
            return "refuted";
        }
        if (verdict instanceof Inconclusive) {
            return "inconclusive";
        }
        return verdict instanceof TooOld ? "too_old" : "nothing_restored";
    }
}
