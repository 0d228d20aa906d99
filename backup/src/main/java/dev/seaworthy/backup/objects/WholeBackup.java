package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.BackupException;
import dev.seaworthy.backup.interrupt.TimeLimit;
import dev.seaworthy.backup.objects.run.Deadline;
import java.io.IOException;

/** A bucket's backup by one run. */
final class WholeBackup {
    private final Bucket bucket;

    WholeBackup(Bucket bucket) {
        this.bucket = bucket;
    }

    SnapshotReport make() {
        Deadline deadline = bucket.deadline();
        String name = bucket.name();
        String id = bucket.ids().next(deadline.start());
        bucket.listener().happened(new BucketEvent.Begun(name, id, deadline.start()));
        try (TimeLimit limit = TimeLimit.start(bucket.timeout())) {
            bucket.discardUploads();
            try {
                RunProgress progress = new RunProgress(name, id, deadline::elapsed, bucket.listener());
                SnapshotReport report = SnapshotReport.of(bucket.run(progress).run(id, deadline));
                bucket.made(report);
                return report;
            } catch (IOException | RuntimeException e) {
                String reason =
                        limit.end().map(end -> end + ": " + e.getMessage()).orElse(String.valueOf(e.getMessage()));
                bucket.listener().happened(new BucketEvent.Failed(name, id, reason, deadline.elapsed()));
                throw new BackupException(id, "Snapshot " + id + " of " + name + " was not made: " + reason, e);
            }
        }
    }
}
