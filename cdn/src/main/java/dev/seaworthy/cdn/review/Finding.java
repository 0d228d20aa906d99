package dev.seaworthy.cdn.review;

import java.util.List;

/**
 * One thing that is wrong with rules. Immutable.
 *
 * @param refs of the rules that it is about, in order; empty if it is about the zone
 * @param reason what follows from it, and what to do
 */
public record Finding(Check check, Severity severity, List<String> refs, String reason) {
    public Finding {
        refs = List.copyOf(refs);
    }

    /** {@code HIGH CACHE_DECEPTION sw_css: …}. */
    @Override
    public String toString() {
        return severity + " " + check + (refs.isEmpty() ? "" : " " + String.join(", ", refs)) + ": " + reason;
    }
}
