package dev.seaworthy.backup.objects.snapshot;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * How many of the stored contents are verified, each as likely as any other. Immutable.
 *
 * @param share of all, at most 1; of few contents one at least
 * @param contents at most so many
 * @param seed chooses them: the same are chosen again by the seed that a result tells; by chance if there is none
 */
public record Sample(double share, long contents, OptionalLong seed) {
    private static final long MOST_CONTENTS = 1_000_000;

    public Sample {
        Objects.requireNonNull(seed, "seed");
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be more than 0 and at most 1: " + share);
        }
        if (contents < 1 || (contents > MOST_CONTENTS && contents != Long.MAX_VALUE)) {
            throw new IllegalArgumentException("contents must be 1 to " + MOST_CONTENTS + ", or all: " + contents);
        }
    }

    /** Every one. */
    public static Sample all() {
        return new Sample(1, Long.MAX_VALUE, OptionalLong.empty());
    }

    /** A part of them, {@code 0.1} for a tenth. */
    public static Sample share(double share) {
        return new Sample(share, Long.MAX_VALUE, OptionalLong.empty());
    }

    /** So many, or all if they are fewer. */
    public static Sample of(long contents) {
        return new Sample(1, contents, OptionalLong.empty());
    }

    /** The same, chosen by a seed. */
    public Sample seeded(long value) {
        return new Sample(share, contents, OptionalLong.of(value));
    }

    /** Whether every content is chosen, whatever the seed. */
    public boolean isAll() {
        return share == 1 && contents == Long.MAX_VALUE;
    }
}
