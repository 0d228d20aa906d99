package dev.seaworthy.backup.content;

import java.util.Objects;

/** One object of a content, as it was stored. Immutable. */
public record ContentObject(String key, Measure stored) {
    public ContentObject {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(stored, "stored");
    }
}
