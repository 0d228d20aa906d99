package dev.seaworthy.examples.contentmax;

import dev.seaworthy.backup.objects.BucketBackups;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.core.notify.Notice;
import dev.seaworthy.core.notify.Notifier;
import dev.seaworthy.core.notify.Severity;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells the team of backups that were not made in time, whatever kept them: a failure, or that nothing ran at all. */
final class Watch {
    /** A run is due every six hours, and is given one for itself. */
    static final Duration LONGEST = Duration.ofHours(7);

    private final Backups backups;
    private final Notifier notifier;

    Watch(Backups backups, Notifier notifier) {
        this.backups = backups;
        this.notifier = notifier;
    }

    void look() {
        look("the database", backups.database()::age);
        for (BucketBackups bucket : backups.buckets()) {
            look(bucket.name(), bucket::age);
        }
    }

    private void look(String what, Supplier<Optional<Duration>> age) {
        try {
            judge(what, age.get());
        } catch (StoreException e) {
            notifier.send(Notice.of(Severity.ERROR, "Nobody knows how old the backups of " + what + " are")
                    .type("backup.unknown")
                    .text("See the production runbook: the store of the backups cannot be read.")
                    .with("reason", String.valueOf(e.getMessage()))
                    .key("backup.unknown " + what));
        }
    }

    private void judge(String what, Optional<Duration> age) {
        if (age.filter(time -> time.compareTo(LONGEST) <= 0).isEmpty()) {
            notifier.send(Notice.of(Severity.ERROR, "No recent backup of " + what)
                    .type("backup.overdue")
                    .text("See the production runbook: a backup is older than it may be.")
                    .with("age", age.map(Duration::toString).orElse("there is none"))
                    .with("longest", LONGEST)
                    .key("backup.overdue " + what));
        }
    }
}
