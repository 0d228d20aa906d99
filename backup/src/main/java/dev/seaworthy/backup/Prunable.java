package dev.seaworthy.backup;

import dev.seaworthy.backup.content.ContentObject;
import dev.seaworthy.backup.manifest.Manifest;
import dev.seaworthy.backup.manifest.Manifests;
import dev.seaworthy.backup.retention.Candidate;
import dev.seaworthy.backup.store.ObjectStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A backup that may be deleted.
 *
 * @param contents the keys of all that it has beside its manifest
 */
record Prunable(Candidate candidate, List<String> contents, long bytes) {
    static Prunable of(Manifest manifest) {
        return new Prunable(
                Candidate.of(manifest.id(), manifest.createdAt()),
                manifest.contents().stream()
                        .flatMap(content -> content.objects().stream())
                        .map(ContentObject::key)
                        .toList(),
                manifest.storedBytes());
    }

    String id() {
        return candidate.id();
    }

    /** The latest of the locks of all that it has. */
    Optional<Instant> lockedUntil(ObjectStore store) {
        return Stream.concat(Stream.of(Manifests.manifestKey(id())), contents.stream())
                .map(store::lockedUntil)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }
}
