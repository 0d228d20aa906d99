package dev.seaworthy.backup.objects.source;

import java.io.FilterInputStream;
import java.io.InputStream;
import java.util.Objects;

/**
 * A content that is read, and what it belongs to. A read fails with an {@link java.io.IOException} if the content was
 * changed under it, so that what was read to its end is one version whole.
 */
public final class ObjectContent extends FilterInputStream {
    private final SourceObject object;
    private final ObjectMetadata metadata;

    public ObjectContent(SourceObject object, ObjectMetadata metadata, InputStream content) {
        super(content);
        this.object = Objects.requireNonNull(object, "object");
        this.metadata = Objects.requireNonNull(metadata, "metadata");
    }

    /** Whose content it is, as it would be listed. */
    public SourceObject object() {
        return object;
    }

    public ObjectMetadata metadata() {
        return metadata;
    }
}
