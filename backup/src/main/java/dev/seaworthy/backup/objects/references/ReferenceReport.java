package dev.seaworthy.backup.objects.references;

import java.util.List;

/**
 * How the references of a database agree with the objects of a bucket. Immutable.
 *
 * @param referenced objects that are there and that a row names
 * @param missing keys that a row names and no object has: what a restore of the two would not have
 * @param orphans objects that no row names: what nobody would miss, or what a row was lost of
 * @param unsettled keys that one of the two sides alone has, too young to count
 * @param firstMissing the first 1,000, in the order of their keys
 * @param firstOrphans the first 1,000, in the order of their keys
 */
public record ReferenceReport(
        long referenced,
        long missing,
        long orphans,
        long unsettled,
        List<String> firstMissing,
        List<String> firstOrphans) {
    public ReferenceReport {
        firstMissing = List.copyOf(firstMissing);
        firstOrphans = List.copyOf(firstOrphans);
    }

    /** Whether neither side lacks what the other has. */
    public boolean isConsistent() {
        return missing == 0 && orphans == 0;
    }
}
