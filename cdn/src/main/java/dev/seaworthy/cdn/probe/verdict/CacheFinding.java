package dev.seaworthy.cdn.probe.verdict;

import dev.seaworthy.cdn.probe.field.Printable;
import java.util.Objects;

/**
 * One thing that was found of a URL. Immutable. Its texts are printable ASCII and cut.
 *
 * @param what what was found, and why it is so
 * @param evidence the headers that show it, and in which try; never the value of a cookie; empty if there are none
 */
public record CacheFinding(FindingKind kind, String what, String evidence) {
    public CacheFinding {
        Objects.requireNonNull(kind, "kind");
        what = Printable.text(what);
        evidence = Printable.text(evidence);
    }

    public Severity severity() {
        return kind.severity();
    }

    /** What to do about it; empty where there is nothing to do. */
    public String advice() {
        return kind.advice();
    }

    /** {@code HIGH not-cached: … Seen: … }. */
    @Override
    public String toString() {
        return severity() + " " + kind + ": " + what + (evidence.isEmpty() ? "" : " (" + evidence + ")");
    }
}
