package dev.seaworthy.backup.store;

import dev.seaworthy.backup.store.s3.Part;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/**
 * A multipart upload of our own on the synchronous client: the SDK's upload streams commit what was sent when they are
 * closed by a failure, and leave their parts behind when they are cancelled.
 */
final class S3Parts {
    /** The most that one object can have, by S3's limits. */
    static final int MAX_PARTS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(S3Parts.class);

    private final S3Bucket bucket;
    private final String key;
    private final String id;
    private final SortedMap<Integer, CompletedPart> parts = new ConcurrentSkipListMap<>();
    private final FutureTask<String> beginning = new FutureTask<>(this::begin);
    private final Doubt mayHaveOthers = new Doubt();
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

    /** By the first that asks; the others wait for it, and fail as it does. */
    private String started() {
        beginning.run();
        try {
            return beginning.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SdkException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("It was interrupted", e);
        }
    }

    private String begin() {
        String begun = bucket.begin(key, id, mayHaveOthers);
        uploadId = begun;
        abortOthers();
        return begun;
    }

    /**
     * Makes an object of them.
     *
     * @param count of all: were one missing, S3 would join the others
     */
    void complete(long count, Doubt doubt) {
        if (parts.isEmpty() || count != parts.size() || count != parts.lastKey()) {
            throw new StoreException(
                    key, "Could not commit " + key + ": of its " + count + " parts were sent " + parts.keySet(), null);
        }
        bucket.complete(key, started(), List.copyOf(parts.values()), doubt);
    }

    void abort() {
        String started = uploadId;
        if (started != null) {
            abort(bucket, key, started);
        }
        abortOthers();
    }

    /** Those of this very key whose ids were lost; what cannot be aborted goes with the sweep of a later run. */
    private void abortOthers() {
        if (mayHaveOthers.isThere()) {
            try {
                bucket.uploads(key).stream()
                        .filter(upload ->
                                upload.key().equals(key) && !upload.uploadId().equals(uploadId))
                        .forEach(upload -> abort(bucket, key, upload.uploadId()));
                mayHaveOthers.settle();
            } catch (SdkException | StoreException e) {
                LOG.warn("Could not look for uploads of {} that were begun twice; a later run discards them", key, e);
            }
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
