package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.content.Content;
import java.util.Objects;

/** A content in the store: that of one object, or a pack of many. Immutable. */
public record StoredContent(Content content) {
    static final String PACK = ".tar";

    public StoredContent {
        Objects.requireNonNull(content, "content");
    }

    /** The key of its first object, which names it. */
    public String key() {
        return content.objects().get(0).key();
    }

    /** Whether it is a tar archive of contents, each named by its id. */
    public boolean isPack() {
        return key().contains(PACK);
    }
}
