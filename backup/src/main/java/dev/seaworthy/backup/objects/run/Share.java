package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.source.KeyRange;
import java.util.Optional;

/**
 * What one run backs up of a snapshot to be. Immutable.
 *
 * @param snapshot the id of that
 * @param numbers after which those of what it stores begin
 * @param base what is compared with: the newest snapshot when the backup was begun
 */
public record Share(String snapshot, KeyRange range, long numbers, Optional<Snapshot> base) {
    /** All of it. */
    static Share all(String snapshot, Optional<Snapshot> base) {
        return new Share(snapshot, KeyRange.ALL, 0, base);
    }
}
