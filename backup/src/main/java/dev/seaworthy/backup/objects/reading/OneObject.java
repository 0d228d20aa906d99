package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.snapshot.SnapshotException;
import dev.seaworthy.backup.objects.source.ObjectContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Opens single objects of a snapshot. */
final class OneObject {
    private final Repository repository;
    private final ContentIds ids;
    private final Snapshot snapshot;

    OneObject(Repository repository, ContentIds ids, Snapshot snapshot) {
        this.repository = repository;
        this.ids = ids;
        this.snapshot = snapshot;
    }

    ObjectContent open(String key, Optional<Identity> identity) throws IOException {
        Segment segment = snapshot.segments().stream()
                .filter(ref -> ref.range().contains(key))
                .findFirst()
                .map(repository.segments()::read)
                .orElseThrow(() -> unknown(key));
        Entry entry = segment.entries().stream()
                .filter(one -> one.object().key().equals(key))
                .findFirst()
                .orElseThrow(() -> unknown(key));
        InputStream content = repository.contents().open(segment.stored(entry), entry.content(), identity);
        return new ObjectContent(entry.object(), entry.metadata(), CheckedContent.of(entry, ids, content));
    }

    private SnapshotException unknown(String key) {
        return new SnapshotException(
                snapshot.id(), "Snapshot " + snapshot.id() + " has no object of the key \"" + key + '"', null);
    }
}
