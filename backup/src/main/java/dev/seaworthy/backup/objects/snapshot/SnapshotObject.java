package dev.seaworthy.backup.objects.snapshot;

import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.util.Objects;

/** One object of a snapshot, as it was in its bucket. Immutable. */
public record SnapshotObject(SourceObject object, ObjectMetadata metadata) {
    public SnapshotObject {
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(metadata, "metadata");
    }
}
