package dev.seaworthy.backup.objects.source;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * A bucket, or what is like one: keys, each with a content and its metadata. Implementations are safe for use by many
 * threads, send a request again if that may help, and fail with a {@link dev.seaworthy.backup.store.StoreException}.
 *
 * <p>A key is what S3 allows: any text of 1 to 1,024 bytes in UTF-8, {@code ../a}, {@code /a} and {@code a/} among
 * them.
 */
public interface ObjectSource {
    /**
     * The objects in a range of keys, in the {@link KeyRange#ORDER order} of their keys, each once, read page after
     * page while the stream is; to be closed by the caller. What comes or goes meanwhile may be in it or not.
     */
    Stream<SourceObject> list(KeyRange range);

    /**
     * The content that an object has at this moment, with its metadata, to be closed by the caller.
     *
     * @throws dev.seaworthy.backup.store.MissingObjectException if there is none
     */
    ObjectContent open(String key);

    /**
     * Refuses what is no key; for implementations, which call it first.
     *
     * @throws IllegalArgumentException if it is empty, longer than 1,024 bytes in UTF-8, or has half a surrogate pair
     */
    static String requireKey(String key) {
        if (key.isEmpty()
                || key.getBytes(StandardCharsets.UTF_8).length > 1024
                || !StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
            throw new IllegalArgumentException("key must be a text of 1 to 1,024 bytes in UTF-8, not one of "
                    + key.getBytes(StandardCharsets.UTF_8).length);
        }
        return key;
    }
}
