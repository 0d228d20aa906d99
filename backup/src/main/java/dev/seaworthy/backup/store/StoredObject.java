package dev.seaworthy.backup.store;

import java.util.Objects;

/** One object in a listing. Immutable. */
public record StoredObject(String key, long bytes) {
    public StoredObject {
        Objects.requireNonNull(key, "key");
    }
}
