package dev.seaworthy.backup.store;

import java.io.OutputStream;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One {@code PutObject}, or from the second part on a multipart upload: nothing is seen before the commit.
 *
 * <p>A commit that is refused may have refused its own repetition, so the id of what is stored decides.
 */
final class S3Upload implements Upload {
    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final ObjectHeaders headers;
    private final String id = UUID.randomUUID().toString();
    private final MultipartUpload multipart;
    private final PartBuffer buffer;
    private final UploadStream stream;
    private boolean ended;

    S3Upload(S3Client s3, String bucket, String key, ObjectHeaders headers) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.headers = headers;
        this.multipart = new MultipartUpload(s3, bucket, key, id, headers);
        this.buffer = new PartBuffer(S3Store.PART_BYTES, multipart::send);
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

    private void requireOurs(SdkException refused) {
        if (!isOurs(refused)) {
            throw isConflict(refused)
                    ? new ObjectExistsException(key, refused)
                    : S3Store.failed("commit", key, refused);
        }
    }

    private boolean isOurs(SdkException refused) {
        try {
            return ObjectHeaders.isOf(
                    id, s3.headObject(request -> request.bucket(bucket).key(key)));
        } catch (NoSuchKeyException e) {
            return false;
        } catch (SdkException e) {
            refused.addSuppressed(e);
            return false;
        }
    }

    private void finish() {
        if (multipart.isStarted()) {
            multipart.send(buffer.part());
            multipart.complete();
        } else {
            put(buffer.part());
        }
    }

    private void put(Part part) {
        s3.putObject(
                headers.put(id)
                        .bucket(bucket)
                        .key(key)
                        .ifNoneMatch("*")
                        .checksumCRC32(part.crc32())
                        .build(),
                part.body());
    }

    /** 412: the key is taken; 409: another conditional write of it is under way. */
    private static boolean isConflict(SdkException refused) {
        return refused instanceof S3Exception e && (e.statusCode() == 412 || e.statusCode() == 409);
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            Uninterrupted.run(multipart::abort);
        }
    }
}
