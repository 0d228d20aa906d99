package dev.seaworthy.backup.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * A multipart upload of our own on the synchronous client: the SDK's upload streams commit what was sent when they are
 * closed by a failure, and leave their parts behind when they are cancelled.
 */
final class MultipartUpload {
    private static final int MAX_PARTS = 10_000;

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final String id;
    private final ObjectHeaders headers;
    private final List<CompletedPart> parts = new ArrayList<>();
    private @Nullable String uploadId;

    MultipartUpload(S3Client s3, String bucket, String key, String id, ObjectHeaders headers) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.id = id;
        this.headers = headers;
    }

    boolean isStarted() {
        return uploadId != null;
    }

    void send(Part part) {
        if (parts.size() == MAX_PARTS) {
            throw new StoreException(key, "Object " + key + " is too large: it needs more than 10,000 parts", null);
        }
        parts.add(S3Store.attempt("upload a part of", key, () -> sendNext(part)));
    }

    private CompletedPart sendNext(Part part) {
        int number = parts.size() + 1;
        String upload = started();
        UploadPartResponse sent = s3.uploadPart(
                request -> request.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumCRC32(part.crc32()),
                part.body());
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(sent.eTag())
                .checksumCRC32(sent.checksumCRC32())
                .build();
    }

    private String started() {
        String started = uploadId;
        if (started == null) {
            started = create();
            uploadId = started;
        }
        return started;
    }

    private String create() {
        return s3.createMultipartUpload(headers.createMultipartUpload(id)
                        .bucket(bucket)
                        .key(key)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .build())
                .uploadId();
    }

    void complete() {
        s3.completeMultipartUpload(request -> request.bucket(bucket)
                .key(key)
                .uploadId(uploadId)
                .ifNoneMatch("*")
                .multipartUpload(completed -> completed.parts(parts)));
    }

    void abort() {
        if (isStarted()) {
            S3Store.attempt("abort the upload of", key, this::abortStarted);
        }
    }

    /** An upload that is gone already was completed or aborted by a request whose answer was lost. */
    private boolean abortStarted() {
        try {
            s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(uploadId));
            return true;
        } catch (NoSuchUploadException e) {
            return false;
        }
    }
}
