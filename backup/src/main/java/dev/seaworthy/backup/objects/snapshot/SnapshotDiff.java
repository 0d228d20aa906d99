package dev.seaworthy.backup.objects.snapshot;

import java.util.List;

/**
 * How the objects of one snapshot differ from those of another. Immutable.
 *
 * @param from the id of the one before
 * @param to the id of the one after
 * @param changed with another content or other metadata
 * @param unchanged those that were only written anew among them
 * @param first the first 1,000 differences, in the order of their keys
 */
public record SnapshotDiff(
        String from, String to, long added, long removed, long changed, long unchanged, List<Change> first) {
    public SnapshotDiff {
        first = List.copyOf(first);
    }

    /** One object that differs. */
    public record Change(String key, Kind kind) {}

    /** How one can differ. */
    public enum Kind {
        /** The one before does not have it. */
        ADDED,

        /** The one after does not have it. */
        REMOVED,

        /** Both have it, with another content or other metadata. */
        CHANGED
    }
}
