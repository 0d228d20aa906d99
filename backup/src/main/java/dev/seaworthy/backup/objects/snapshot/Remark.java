package dev.seaworthy.backup.objects.snapshot;

import java.util.Objects;

/** What happened to one object while its bucket was backed up. Immutable. */
public record Remark(String key, Kind kind) {
    /** What can happen. */
    public enum Kind {
        /** It was written anew after it was listed; the snapshot has what was read. */
        CHANGED,

        /** It was gone when it was to be read; the snapshot does not have it. */
        VANISHED
    }

    public Remark {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(kind, "kind");
    }
}
