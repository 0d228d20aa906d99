package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.objects.BucketEvent.Begun;
import dev.seaworthy.backup.objects.BucketEvent.Failed;
import dev.seaworthy.backup.objects.BucketEvent.Made;
import dev.seaworthy.backup.objects.BucketEvent.Progressed;
import dev.seaworthy.backup.objects.BucketEvent.ShardMade;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.testing.InMemoryObjects.Operation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.event.EventRecordingLogger;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.SubstituteLogger;

class BucketEventTest extends BucketFixture {
    private final List<BucketEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong nanos = new AtomicLong();

    /** Of whose objects each takes 400 ms. */
    private final OtherObjects slow = new OtherObjects(objects) {
        @Override
        public ObjectContent open(String key) {
            nanos.addAndGet(Duration.ofMillis(400).toNanos());
            return super.open(key);
        }
    };

    private final BucketBackups told = builder(slow, store)
            .requestsInFlight(1)
            .ticker(nanos::get)
            .listener(events::add)
            .build();

    @Test
    void a_run_tells_how_far_it_is_once_in_a_second_at_most() {
        for (int i = 0; i < 10; i++) {
            objects.put("k" + i, random(i, 1000));
        }

        SnapshotReport report = told.backUp();

        assertThat(events.get(0)).isInstanceOf(Begun.class);
        assertThat(events.get(events.size() - 1)).isEqualTo(new Made(NAME, report));
        assertThat(events)
                .allMatch(event ->
                        event.id().equals(report.id()) && event.bucket().equals(NAME));
        List<Progressed> progress = progress();
        assertThat(progress)
                .extracting(Progressed::elapsed)
                .containsExactly(Duration.ofMillis(1200), Duration.ofMillis(2400), Duration.ofMillis(3600));
        assertThat(progress.get(2).readBytes()).isEqualTo(9_000);
        assertThat(progress.get(2).bytesPerSecond()).isEqualTo(2_500);
        assertThat(progress.get(2).remaining()).isEmpty();
    }

    private List<Progressed> progress() {
        return events.stream()
                .filter(Progressed.class::isInstance)
                .map(Progressed.class::cast)
                .toList();
    }

    @Test
    void the_rest_is_estimated_by_the_newest_snapshot() {
        for (int i = 0; i < 10; i++) {
            objects.put("k" + i, random(i, 1000));
        }
        told.backUp();
        events.clear();
        for (int i = 0; i < 10; i++) {
            objects.put("k" + i, random(100 + i, 1000));
        }

        told.backUp();

        Progressed last = progress().get(2);
        assertThat(last.expectedObjects()).isEqualTo(10);
        assertThat(last.expectedBytes()).isEqualTo(10_000);
        assertThat(last.remaining())
                .hasValueSatisfying(
                        rest -> assertThat(rest).isBetween(Duration.ofMillis(300), Duration.ofMillis(1_000)));
    }

    @Test
    void unchanged_objects_count_as_passed_and_not_as_read() {
        Progressed progressed = new Progressed(NAME, "1", 50, 5_000, 1_000, 100, 10_000, Duration.ofSeconds(10));

        assertThat(progressed.bytesPerSecond()).isEqualTo(100);
        assertThat(progressed.remaining()).contains(Duration.ofSeconds(10));
        assertThat(new Progressed(NAME, "1", 200, 20_000, 0, 100, 10_000, Duration.ofSeconds(10)).remaining())
                .contains(Duration.ZERO);
        assertThat(new Progressed(NAME, "1", 0, 0, 0, 100, 10_000, Duration.ofSeconds(10)).remaining())
                .isEmpty();
        assertThat(new Progressed(NAME, "1", 0, 0, 0, 0, 0, Duration.ZERO).bytesPerSecond())
                .isZero();
    }

    @Test
    void a_run_that_fails_tells_why() {
        objects.put("a", bytes("small"));
        objects.failNext(Operation.OPEN);

        assertThatThrownBy(told::backUp);

        assertThat(events.get(events.size() - 1))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.message()).contains("Object a of the source"));
    }

    @Test
    void a_listener_that_fails_hurts_nothing() {
        BucketBackups unlucky = builder(objects, store)
                .listener(event -> {
                    throw new IllegalStateException("a listener");
                })
                .listener(events::add)
                .build();

        unlucky.backUp();

        assertThat(events).hasSize(2);
    }

    @Test
    void a_registry_has_the_run_and_how_far_it_is() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        BucketBackups metered = builder(slow, store)
                .requestsInFlight(1)
                .ticker(nanos::get)
                .metrics(registry)
                .listener(event -> {
                    if (event instanceof Progressed) {
                        events.add(event);
                    }
                })
                .build();
        for (int i = 0; i < 4; i++) {
            objects.put("k" + i, random(i, 1000));
        }

        SnapshotReport report = metered.backUp();
        objects.put("k0", bytes("changed"));
        objects.failNext(Operation.OPEN);
        assertThatThrownBy(metered::backUp);

        String prefix = "seaworthy.backup.bucket.";
        assertThat(registry.get(prefix + "run")
                        .tags("bucket", NAME, "outcome", "made")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get(prefix + "run")
                        .tags("bucket", NAME, "outcome", "failed")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get(prefix + "stored.bytes")
                        .tag("bucket", NAME)
                        .summary()
                        .totalAmount())
                .isEqualTo(report.storedBytes());
        assertThat(registry.get(prefix + "last.made").gauge().value())
                .isEqualTo(report.createdAt().getEpochSecond());
    }

    @Test
    void gauges_follow_a_run() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        BucketMeters meters = new BucketMeters(registry, NAME);

        meters.happened(new Progressed(NAME, "1", 50, 5_000, 1_000, 100, 10_000, Duration.ofSeconds(10)));

        String prefix = "seaworthy.backup.bucket.progress.";
        assertThat(registry.get(prefix + "objects").gauge().value()).isEqualTo(50);
        assertThat(registry.get(prefix + "bytes").gauge().value()).isEqualTo(5_000);
        assertThat(registry.get(prefix + "expected").gauge().value()).isEqualTo(10_000);
        assertThat(registry.get(prefix + "rate").gauge().value()).isEqualTo(100);
        assertThat(registry.get(prefix + "remaining").gauge().value()).isEqualTo(10);
        meters.happened(new Failed(NAME, "1", "no", Duration.ofSeconds(11)));
        assertThat(registry.get(prefix + "remaining").gauge().value()).isZero();
    }

    @Test
    void a_line_is_logged_at_intervals_and_one_at_the_end() {
        Queue<SubstituteLoggingEvent> lines = new ArrayDeque<>();
        ProgressLog log = new ProgressLog(
                Duration.ofSeconds(30), new EventRecordingLogger(new SubstituteLogger("log", lines, true), lines));
        for (int second = 1; second <= 65; second++) {
            log.happened(new Progressed(NAME, "1", 1, 1, 1, 2, 2, Duration.ofSeconds(second)));
        }
        objects.put("a", bytes("small"));
        log.happened(new Made(NAME, backups.backUp()));

        assertThat(lines).allMatch(line -> line.getLevel() == Level.INFO);
        assertThat(lines)
                .extracting(line -> MessageFormatter.arrayFormat(line.getMessage(), line.getArgumentArray())
                        .getMessage())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("Snapshot 1 of uploads: 1 objects, 1 bytes"),
                        second -> assertThat(second).endsWith("PT1M left"),
                        made -> assertThat(made).contains("has 1 objects, 5 bytes; 1 added, 0 changed"));
    }

    @Test
    void a_shard_that_was_backed_up_is_timed_and_has_a_line() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Queue<SubstituteLoggingEvent> lines = new ArrayDeque<>();
        ShardMade made = new ShardMade(NAME, "1", 4, 16, 1_000, 5_000, Duration.ofSeconds(11));

        new BucketMeters(registry, NAME).happened(made);
        new ProgressLog(
                        Duration.ofSeconds(30),
                        new EventRecordingLogger(new SubstituteLogger("log", lines, true), lines))
                .happened(made);

        assertThat(registry.get("seaworthy.backup.bucket.shard")
                        .tags("bucket", NAME, "outcome", "made")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(11);
        assertThat(lines)
                .extracting(line -> MessageFormatter.arrayFormat(line.getMessage(), line.getArgumentArray())
                        .getMessage())
                .containsExactly("Shard 4 of 16 of snapshot 1 of uploads has 1000 objects, 5000 bytes; it took PT11S");
    }
}
