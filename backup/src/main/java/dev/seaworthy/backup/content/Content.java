package dev.seaworthy.backup.content;

import java.util.List;

/**
 * A content that is stored, measured at each stage of its way. Immutable.
 *
 * @param plain as it was written
 * @param compressed before it was encrypted
 * @param objects in their order, one at least; together they are the encrypted stream
 */
public record Content(Measure plain, Measure compressed, List<ContentObject> objects) {
    public Content {
        objects = List.copyOf(objects);
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("objects must not be empty: a content has one at least");
        }
    }

    /** The size in the store. */
    public long storedBytes() {
        return objects.stream().mapToLong(object -> object.stored().bytes()).sum();
    }
}
