package dev.seaworthy.backup.objects.references;

import dev.seaworthy.backup.objects.snapshot.SnapshotObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts what is found. One thread. */
final class Tally {
    private static final int MOST_TOLD = 1_000;

    private final Instant settledBefore;
    private final List<String> firstMissing = new ArrayList<>();
    private final List<String> firstOrphans = new ArrayList<>();
    private long referenced;
    private long missing;
    private long orphans;
    private long unsettled;

    Tally(Instant settledBefore) {
        this.settledBefore = settledBefore;
    }

    void found(Optional<Reference> reference, Optional<SnapshotObject> object) {
        if (reference.isPresent() && object.isPresent()) {
            referenced++;
        } else if (!isSettled(reference, object)) {
            unsettled++;
        } else if (reference.isPresent()) {
            missing++;
            tell(reference.get().key(), firstMissing);
        } else {
            orphans++;
            object.ifPresent(orphan -> tell(orphan.object().key(), firstOrphans));
        }
    }

    private boolean isSettled(Optional<Reference> reference, Optional<SnapshotObject> object) {
        return reference
                .flatMap(Reference::since)
                .or(() -> object.map(orphan -> orphan.object().modifiedAt()))
                .map(written -> written.isBefore(settledBefore))
                .orElse(true);
    }

    private static void tell(String key, List<String> first) {
        if (first.size() < MOST_TOLD) {
            first.add(key);
        }
    }

    ReferenceReport report() {
        return new ReferenceReport(referenced, missing, orphans, unsettled, firstMissing, firstOrphans);
    }
}
