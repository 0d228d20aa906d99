package dev.seaworthy.backup.store;

import java.io.OutputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One {@code PutObject}, or from the second part on a multipart upload: nothing is seen before the commit. */
final class S3Upload implements Upload {
    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final ObjectHeaders headers;
    private final MultipartUpload multipart;
    private final PartBuffer buffer;
    private final UploadStream stream;
    private boolean ended;

    S3Upload(S3Client s3, String bucket, String key, ObjectHeaders headers) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.headers = headers;
        this.multipart = new MultipartUpload(s3, bucket, key, headers);
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
        } catch (S3Exception e) {
            throw isConflict(e) ? new ObjectExistsException(key, e) : S3Store.failed("commit", key, e);
        } catch (SdkException e) {
            throw S3Store.failed("commit", key, e);
        }
        ended = true;
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
                headers.put()
                        .bucket(bucket)
                        .key(key)
                        .ifNoneMatch("*")
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .build(),
                part.body());
    }

    /** 412: the key is taken; 409: another conditional write of it is under way. */
    private static boolean isConflict(S3Exception e) {
        return e.statusCode() == 412 || e.statusCode() == 409;
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            multipart.abort();
        }
    }
}
