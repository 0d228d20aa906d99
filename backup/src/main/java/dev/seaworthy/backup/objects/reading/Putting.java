package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.snapshot.SnapshotException;
import dev.seaworthy.backup.objects.source.ObjectTarget;
import dev.seaworthy.backup.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Changes a target, and tells what came of it. A target that refuses one object is asked for the next; one that refuses
 * many, and takes none between them, ends the restore. Safe for use by many threads.
 */
final class Putting {
    private static final int MOST_REFUSED_IN_A_ROW = 100;

    private final String id;
    private final ObjectTarget target;
    private final Tally tally;
    private final AtomicInteger refusedInARow = new AtomicInteger();

    Putting(String id, ObjectTarget target, Tally tally) {
        this.id = id;
        this.target = target;
        this.tally = tally;
    }

    /** Puts what was checked before. */
    void put(Entry entry, byte[] content) throws InterruptedIOException {
        put(entry, new ByteArrayInputStream(content), Optional::empty);
    }

    void put(Entry entry, CheckedContent content) throws InterruptedIOException {
        put(entry, content, content::failure);
    }

    private void put(Entry entry, InputStream content, Damage damage) throws InterruptedIOException {
        String key = entry.object().key();
        try {
            target.put(entry.object(), entry.metadata(), content);
            refusedInARow.set(0);
            tally.put(entry);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (EncryptionException | StoreException | IllegalArgumentException | IOException e) {
            Optional<Exception> found = damage.found();
            tally.failed(List.of(entry), String.valueOf(found.orElse(e).getMessage()));
            if (found.isEmpty()) {
                refused("put", key, e);
            }
        }
    }

    /** Why the content could not be read, if it could not. */
    private interface Damage {
        Optional<Exception> found();
    }

    void delete(String key) {
        try {
            target.delete(key);
            refusedInARow.set(0);
            tally.deleted();
        } catch (StoreException e) {
            tally.failed(key, String.valueOf(e.getMessage()));
            refused("delete", key, e);
        }
    }

    private void refused(String what, String key, Exception cause) {
        if (refusedInARow.incrementAndGet() >= MOST_REFUSED_IN_A_ROW) {
            throw new SnapshotException(
                    id,
                    "The restore of " + id + " has ended: the target refused " + MOST_REFUSED_IN_A_ROW
                            + " objects in a row, and last to " + what + " \"" + key + "\": " + cause.getMessage()
                            + ". Run again, it goes on where it was",
                    cause);
        }
    }
}
