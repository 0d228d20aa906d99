package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.interrupt.Uninterrupted;
import dev.seaworthy.backup.objects.repository.Part;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Snapshot;
import java.io.IOException;

/** The end of a backup, by which its snapshot exists; none does after its deadline. Safe for use by many threads. */
public final class Publishing {
    private final Repository repository;

    public Publishing(Repository repository) {
        this.repository = repository;
    }

    /**
     * Makes a snapshot of all that was backed up.
     *
     * @throws dev.seaworthy.backup.store.ObjectExistsException if there is one of this id
     * @throws IOException if the time is over
     */
    public Snapshot publish(String id, Part all, Deadline deadline) throws IOException {
        Snapshot snapshot = Snapshot.of(
                id,
                deadline.start(),
                deadline.elapsed(),
                all,
                repository.envelope().recipients().stream()
                        .map(Recipient::publicKey)
                        .toList());
        deadline.require();
        repository.snapshots().publish(snapshot);
        boolean inTime = false;
        try {
            deadline.require(); // what it needs may have been condemned while the store took its time
            inTime = true;
        } finally {
            if (!inTime) {
                Uninterrupted.run(() -> repository.snapshots().delete(snapshot.id()));
            }
        }
        return snapshot;
    }
}
