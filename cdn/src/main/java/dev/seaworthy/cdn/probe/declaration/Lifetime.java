package dev.seaworthy.cdn.probe.declaration;

import java.time.Duration;

/** From how long to how long a copy may be served. Immutable. */
public record Lifetime(Duration least, Duration most) {
    public Lifetime {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "a lifetime must not be negative, and end no shorter than it begins: " + least + ", " + most);
        }
    }

    public boolean contains(Duration lifetime) {
        return lifetime.compareTo(least) >= 0 && lifetime.compareTo(most) <= 0;
    }

    /** In seconds: {@code 60..3600 s}, or {@code 60 s}. */
    @Override
    public String toString() {
        String from = least.equals(most) ? "" : least.toSeconds() + "..";
        return from + most.toSeconds() + " s";
    }
}
