package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.content.Content;
import java.util.Objects;
import java.util.Optional;

/**
 * What belongs to the server and not to the database, kept beside the dump, or why it is not. Immutable.
 *
 * @param missing why there is no content; empty if there is one, or nothing to be kept
 */
public record Globals(Optional<Content> content, String missing) {
    public Globals {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(missing, "missing");
        if (content.isPresent() && !missing.isEmpty()) {
            throw new IllegalArgumentException("globals must not have a content and a reason why not");
        }
    }

    /** They are kept. */
    public static Globals of(Content content) {
        return new Globals(Optional.of(content), "");
    }

    /** They are not, for this reason. */
    public static Globals missing(String reason) {
        return new Globals(Optional.empty(), reason);
    }
}
