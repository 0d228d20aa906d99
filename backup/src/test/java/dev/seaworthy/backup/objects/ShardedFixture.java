package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.core.testing.ManualJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Nodes that back up a bucket together, in memory: each has jobs of its own, as if each were given all of them. */
abstract class ShardedFixture extends BucketFixture {
    static final int SHARDS = 4;

    /** So that a small bucket is divided too. */
    static final int PAGE = 5;

    static final Duration TIMEOUT = Duration.ofHours(12);

    final List<BucketEvent> events = new ArrayList<>();
    volatile Instant now = Instant.parse("2026-11-28T12:00:00Z");

    /** A node. */
    final class Node {
        final BucketBackups backups;
        final ShardedBackup sharded;
        final ManualJobs jobs;

        Node(BucketBackups backups) {
            this.backups = backups;
            sharded = ShardedBackup.of(backups, SHARDS, PAGE);
            jobs = ManualJobs.at(now).job(sharded.shards()).build();
            jobs.start();
        }

        String begin() {
            return sharded.begin(jobs);
        }

        /** Begins a backup and works on all shards that are missing. */
        SnapshotReport backUp() {
            String id = begin();
            jobs.runDue();
            return report(id);
        }

        SnapshotReport report(String id) {
            return backups.list().stream()
                    .filter(report -> report.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no snapshot " + id + ": " + jobs.list()));
        }
    }

    @Override
    Instant time() {
        return now;
    }

    BucketBackups.Builder timed(ObjectSource source, ObjectStore target) {
        return builder(source, target)
                .clock(() -> now)
                .ticker(() -> Duration.between(Instant.EPOCH, now).toNanos())
                .listener(events::add);
    }

    Node node() {
        return new Node(timed(objects, store).build());
    }

    Node node(ObjectSource source) {
        return new Node(timed(source, store).build());
    }

    Node node(ObjectStore target) {
        return new Node(timed(objects, target).build());
    }

    /** What nodes have told one another. */
    List<String> told() {
        return memory.list(FOLDER + "runs/").stream()
                .map(object -> object.key().substring((FOLDER + "runs/").length()))
                .toList();
    }
}
