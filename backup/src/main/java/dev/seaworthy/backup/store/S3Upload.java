package dev.seaworthy.backup.store;

import java.io.OutputStream;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One {@code PutObject}, or from the second part on a multipart upload: nothing is seen before the commit.
 *
 * <p>A commit that is refused may have refused its own repetition, so the id of what is stored decides.
 */
final class S3Upload implements Upload {
    private final S3Bucket bucket;
    private final String key;
    private final String id = UUID.randomUUID().toString();
    private final S3Parts parts;
    private final PartBuffer buffer;
    private final UploadStream stream;
    private boolean ended;

    S3Upload(S3Bucket bucket, String key, int partBytes) {
        this.bucket = bucket;
        this.key = key;
        this.parts = new S3Parts(bucket, key, id);
        this.buffer = new PartBuffer(partBytes, parts::send);
        this.stream = new UploadStream(buffer);
    }

    @Override
    public OutputStream stream() {
        return stream;
    }

    @Override
    public void commit() {
        stream.requireEnded(ended);
        try {
            finish();
        } catch (SdkException e) {
            requireOurs(e);
        }
        ended = true;
    }

    /** Whether the key is taken by others is said only when that is known: till then what is there may be ours. */
    private void requireOurs(SdkException refused) {
        try {
            if (!bucket.holds(key, id)) {
                throw isTaken(refused)
                        ? new ObjectExistsException(key, refused)
                        : S3Store.failed("commit", key, refused);
            }
        } catch (NoSuchKeyException e) {
            throw S3Store.failed("commit", key, refused);
        } catch (SdkException e) {
            refused.addSuppressed(e);
            throw S3Store.failed("commit", key, refused);
        }
    }

    private void finish() {
        if (parts.isStarted()) {
            parts.complete();
        } else {
            bucket.put(key, id, buffer.part());
        }
    }

    /** By 412; 409 says that a write is under way, which may be an earlier try of this one. */
    private static boolean isTaken(SdkException refused) {
        return refused instanceof S3Exception e && e.statusCode() == 412;
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            Uninterrupted.run(parts::abort);
        }
    }
}
