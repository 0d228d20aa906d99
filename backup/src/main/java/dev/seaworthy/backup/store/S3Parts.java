package dev.seaworthy.backup.store;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/**
 * A multipart upload of our own on the synchronous client: the SDK's upload streams commit what was sent when they are
 * closed by a failure, and leave their parts behind when they are cancelled.
 */
final class S3Parts {
    /** The most that one object can have, by S3's limits. */
    static final int MAX_PARTS = 10_000;

    private final S3Bucket bucket;
    private final String key;
    private final String id;
    private final SortedMap<Integer, CompletedPart> parts = new ConcurrentSkipListMap<>();
    private volatile @Nullable String uploadId;

    S3Parts(S3Bucket bucket, String key, String id) {
        this.bucket = bucket;
        this.key = key;
        this.id = id;
    }

    /** Of several threads at once. */
    void send(int number, Part part) {
        if (number > MAX_PARTS) {
            throw new StoreException(key, "Object " + key + " is too large: it needs more than 10,000 parts", null);
        }
        parts.put(
                number,
                S3Store.attempt("upload part " + number + " of", key, () -> bucket.send(key, started(), number, part)));
    }

    private synchronized String started() {
        String started = uploadId;
        if (started == null) {
            started = bucket.begin(key, id);
            uploadId = started;
        }
        return started;
    }

    void complete() {
        bucket.complete(key, started(), List.copyOf(parts.values()));
    }

    void abort() {
        String started = uploadId;
        if (started != null) {
            abort(bucket, key, started);
        }
    }

    /** Whether there was one: what is gone already was completed or aborted by a request whose answer was lost. */
    static boolean abort(S3Bucket bucket, String key, String uploadId) {
        return S3Store.attempt("abort the upload of", key, () -> {
            try {
                bucket.abort(key, uploadId);
                return true;
            } catch (NoSuchUploadException e) {
                return false;
            }
        });
    }
}
