package dev.seaworthy.backup.objects.garbage;

/** How many objects of a store, and their sizes together. Immutable. */
public record Amount(long objects, long bytes) {
    static final Amount NONE = new Amount(0, 0);

    Amount plus(long more) {
        return new Amount(objects + 1, bytes + more);
    }
}
