package dev.seaworthy.cdn.probe;

import dev.seaworthy.cdn.probe.verdict.Observation;
import dev.seaworthy.cdn.probe.verdict.PurgeVerdict.Outcome;
import java.time.Duration;
import java.time.Instant;

/** Compares an answer with the one of before a purge. Immutable. */
record PurgeWatch(Observation before) {
    /** An age is cut to whole seconds, and two clocks of one CDN differ. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    /** What an answer shows, and in which words. */
    record Sign(Outcome outcome, String why) {}

    /** Whoever fetched it anew, a copy that came after we looked is not the one that we saw. */
    Sign read(Observation after) {
        if (!before.state().isCopy()) {
            return new Sign(Outcome.UNCLEAR, "there was no copy before: " + before.state());
        }
        if (!after.content().equals(before.content()) && after.status() == before.status()) {
            return new Sign(Outcome.PURGED, "the content is another one");
        }
        if (!after.state().isCopy()) {
            return switch (after.state()) {
                case MISS -> new Sign(Outcome.PURGED, "the answer came from the origin");
                default -> new Sign(Outcome.UNCLEAR, "the answer does not tell: " + after.state());
            };
        }
        return after.storedAt().map(this::readAge).orElse(new Sign(Outcome.UNCLEAR, "the copy has no age"));
    }

    private Sign readAge(Instant storedAt) {
        return storedAt.plus(ROUNDING).isAfter(before.at())
                ? new Sign(Outcome.PURGED, "the copy came after the first look")
                : new Sign(Outcome.NOT_PURGED, "the copy is older than the first look");
    }
}
