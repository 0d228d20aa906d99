package dev.seaworthy.cdn.probe.verdict;

import dev.seaworthy.cdn.probe.field.Printable;
import java.util.List;
import java.util.Objects;

/**
 * Whether a purge is seen at one URL. Immutable.
 *
 * @param url without its query
 * @param why what shows it, in printable ASCII
 * @param before what was seen before the purge
 * @param after each answer after it, in order
 */
public record PurgeVerdict(String url, Outcome outcome, String why, Observation before, List<Observation> after) {
    /** What came of a purge. */
    public enum Outcome {
        /** The copy of before is not served any more. */
        PURGED,
        /** The copy of before is still served. */
        NOT_PURGED,
        /** No answer tells, or there was no copy to purge. */
        UNCLEAR
    }

    public PurgeVerdict {
        url = Printable.text(url);
        Objects.requireNonNull(outcome, "outcome");
        why = Printable.text(why);
        after = List.copyOf(after);
    }

    public boolean isPurged() {
        return outcome == Outcome.PURGED;
    }
}
