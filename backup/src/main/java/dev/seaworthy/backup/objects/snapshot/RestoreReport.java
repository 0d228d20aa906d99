package dev.seaworthy.backup.objects.snapshot;

import dev.seaworthy.backup.objects.source.KeyRange;
import java.time.Duration;
import java.util.List;

/**
 * What a restore did. Immutable.
 *
 * @param id of the snapshot
 * @param objects of it that were meant; 0 if the filter accepts none of them
 * @param put how many of them were put into the target
 * @param putBytes their sizes together
 * @param unchanged how many the target had already
 * @param others that the target has, or had, and the snapshot has not, among the keys that were meant
 * @param deleted how many of these were deleted
 * @param failed how many are not as they were
 * @param failures the first 1,000 of these
 * @param unread the ranges whose objects are not known, since what tells them is damaged
 */
public record RestoreReport(
        String id,
        long objects,
        long put,
        long putBytes,
        long unchanged,
        long others,
        long deleted,
        long failed,
        List<Failure> failures,
        List<Unread> unread,
        Duration duration) {
    public RestoreReport {
        failures = List.copyOf(failures);
        unread = List.copyOf(unread);
    }

    /** Whether every object that was meant is in the target as it was. */
    public boolean isComplete() {
        return failed == 0 && unread.isEmpty();
    }

    /** An object that could not be restored, or not be deleted; what the target had stays. */
    public record Failure(String key, String reason) {}

    /**
     * A part of the snapshot that could not be read, and was left alone in the target.
     *
     * @param objects how many it has, whether they are meant or not
     */
    public record Unread(KeyRange range, long objects, String reason) {}
}
