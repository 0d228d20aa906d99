package dev.seaworthy.backup.store;

import dev.seaworthy.backup.interrupt.Uninterrupted;
import dev.seaworthy.backup.stage.Block;
import dev.seaworthy.backup.stage.Lane;
import dev.seaworthy.backup.stage.StagedOutput;
import dev.seaworthy.backup.store.s3.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One {@code PutObject} of what is small, or else a multipart upload, of which several parts are under way at once:
 * nothing is seen before the commit.
 *
 * <p>A commit that is refused may have refused its own repetition, so the id of what is stored decides.
 */
final class S3Upload implements Upload {
    /** What an upload holds in memory, unless two parts are more. */
    private static final int BUFFER_BYTES = 24 * 1024 * 1024;

    /** What is kept until the commit, and then put by one request: a backup may have a thousand uploads. */
    private static final int KEPT_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(S3Upload.class);

    private final S3Bucket bucket;
    private final String key;
    private final String id = UUID.randomUUID().toString();
    private final S3Parts parts;
    private final UploadStream stream;
    private final Doubt doubt = new Doubt();
    private @Nullable Part only;
    private volatile long count;
    private volatile boolean ended;

    S3Upload(S3Bucket bucket, String key, int partBytes) {
        this.bucket = bucket;
        this.key = key;
        this.parts = new S3Parts(bucket, key, id);
        this.stream = new UploadStream(new StagedOutput(lane(partBytes), OutputStream.nullOutputStream(), this::send));
    }

    /** As many parts as fit in a bound of memory, two at least. */
    private static Lane lane(int partBytes) {
        int parts = Math.max(2, BUFFER_BYTES / partBytes);
        return new Lane("backup-upload", partBytes, parts, parts);
    }

    private Block send(Block block) {
        Part part = new Part(block.bytes(), block.length());
        if (block.isLast()) {
            count = block.number() + 1;
        }
        if (block.isLast() && block.number() == 0 && block.length() <= KEPT_BYTES) {
            only = part;
        } else if (!ended) {
            parts.send((int) block.number() + 1, part);
        }
        return block.with(block.bytes(), 0);
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
            Uninterrupted.run(() -> requireOurs(e));
        }
        ended = true;
    }

    /**
     * Whether the key is taken by others is said only when that is known: till then what is there may be ours. So is a
     * refusal of the only try, which nobody can have carried out, where we may not ask.
     */
    private void requireOurs(SdkException refused) {
        try {
            if (!bucket.holds(key, id)) {
                throw refusal(refused);
            }
        } catch (NoSuchKeyException e) {
            throw failed(refused);
        } catch (SdkException e) {
            refused.addSuppressed(e);
            throw !doubt.isThere() && isForbidden(e) ? refusal(refused) : failed(refused);
        }
    }

    private StoreException refusal(SdkException refused) {
        return isTaken(refused) ? new ObjectExistsException(key, refused) : S3Store.failed("commit", key, refused);
    }

    /** What was not refused may come to be there later than we ask. */
    private StoreException failed(SdkException refused) {
        return doubt.isThere()
                ? new CommitInDoubtException(
                        key, "Could not commit " + key + ", unless late: " + refused.getMessage(), refused)
                : S3Store.failed("commit", key, refused);
    }

    private void finish() {
        if (only == null) {
            parts.complete(count, doubt);
        } else {
            bucket.put(key, id, only, doubt);
        }
    }

    private static boolean isForbidden(SdkException failure) {
        return failure instanceof S3Exception e && e.statusCode() == 403;
    }

    /** By 412; 409 says that a write is under way, which may be an earlier try of this one. */
    private static boolean isTaken(SdkException refused) {
        return refused instanceof S3Exception e && e.statusCode() == 412;
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            endParts();
            Uninterrupted.run(parts::abort);
        }
    }

    /** No part may be under way when the upload is aborted, or it would stay. */
    private void endParts() {
        try {
            stream.close();
        } catch (IOException | StoreException e) {
            LOG.debug("The upload of {} is discarded; it had failed", key, e);
        }
    }
}
