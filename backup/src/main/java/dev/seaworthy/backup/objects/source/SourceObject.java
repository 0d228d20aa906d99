package dev.seaworthy.backup.objects.source;

import java.time.Instant;
import java.util.Objects;

/**
 * One object in a listing. Immutable. Two of one key that are equal have the same content and metadata.
 *
 * @param bytes the size of its content
 * @param version what the source tells contents apart by, an ETag for instance; empty if it has nothing but size and
 *     time
 * @param modifiedAt when it was written last, as precisely as the source knows
 */
public record SourceObject(String key, long bytes, String version, Instant modifiedAt) {
    public SourceObject {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(modifiedAt, "modifiedAt");
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative: " + bytes);
        }
    }
}
