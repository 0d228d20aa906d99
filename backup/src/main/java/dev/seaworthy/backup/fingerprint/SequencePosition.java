package dev.seaworthy.backup.fingerprint;

/**
 * Where a sequence stood. Immutable.
 *
 * @param called whether {@code last} was handed out already
 * @param cycles whether it begins anew at its end, so that nothing can be said of two positions
 */
public record SequencePosition(long last, boolean called, boolean descending, boolean cycles) {
    /** Whether this one would hand out again what the other has handed out. */
    public boolean isBehind(SequencePosition other) {
        if (cycles || other.cycles) {
            return false;
        }
        int order = descending ? Long.compare(other.last, last) : Long.compare(last, other.last);
        return order < 0 || (order == 0 && !called && other.called);
    }

    @Override
    public String toString() {
        return (called ? "after " : "before ") + last;
    }
}
