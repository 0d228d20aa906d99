package dev.seaworthy.backup.objects.repository;

/**
 * How many objects of a snapshot are what they were in the one before. Immutable.
 *
 * @param added that it did not have
 * @param changed that it had otherwise
 * @param removed that only it had
 */
public record Changes(long unchanged, long added, long changed, long removed) {
    /** That nothing is known, or nothing was there. */
    public static final Changes NONE = new Changes(0, 0, 0, 0);
}
