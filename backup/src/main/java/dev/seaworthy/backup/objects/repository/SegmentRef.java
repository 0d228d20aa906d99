package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.objects.source.KeyRange;
import java.util.Objects;

/**
 * A segment that is stored, as snapshots name it. Immutable.
 *
 * @param objects how many it has
 * @param bytes the sizes of its objects together
 */
public record SegmentRef(KeyRange range, int objects, long bytes, Content content) {
    public SegmentRef {
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(content, "content");
    }

    /** The key of its first object, which names it. */
    public String key() {
        return content.objects().get(0).key();
    }
}
