package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.util.Objects;

/**
 * One object of a snapshot. Immutable.
 *
 * @param content the id of its content
 * @param stored the key of the {@link StoredContent} that has it
 */
public record Entry(SourceObject object, ObjectMetadata metadata, String content, String stored) {
    public Entry {
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(stored, "stored");
    }
}
