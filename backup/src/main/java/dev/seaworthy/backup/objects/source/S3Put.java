package dev.seaworthy.backup.objects.source;

import static dev.seaworthy.backup.store.s3.S3Reads.ONCE;

import dev.seaworthy.backup.interrupt.Uninterrupted;
import dev.seaworthy.backup.store.CommitInDoubtException;
import dev.seaworthy.backup.store.s3.Part;
import dev.seaworthy.backup.store.s3.S3Reads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * An object that is put in the place of another: by one request if it fits in a part, else by parts, of which one is in
 * memory at a time, and which become an object when all of the content was read.
 */
record S3Put(S3Reads bucket, String key, ObjectMetadata metadata) {
    /** What is held in memory, unless more than 10,000 parts would be needed. */
    static final int PART_BYTES = 16 * 1024 * 1024;

    private static final int MOST_PARTS = 10_000;

    void put(long bytes, SizedContent content) throws IOException {
        if (bytes <= PART_BYTES) {
            Part only = part(content, (int) bytes);
            content.end();
            putAtOnce(only);
        } else {
            putInParts(bytes, content);
        }
    }

    private static Part part(SizedContent content, int length) throws IOException {
        byte[] bytes = new byte[length];
        return new Part(bytes, content.readNBytes(bytes, 0, length));
    }

    private void putAtOnce(Part part) {
        bucket.retries()
                .of(() -> bucket.s3()
                        .putObject(
                                S3Metadata.put(metadata)
                                        .bucket(bucket.bucket())
                                        .expectedBucketOwner(bucket.owner())
                                        .key(key)
                                        .checksumCRC32(part.crc32())
                                        .build(),
                                part.body()));
    }

    private void putInParts(long bytes, SizedContent content) throws IOException {
        String upload = begin();
        try {
            List<CompletedPart> parts = send(upload, bytes, content);
            content.end();
            complete(upload, parts);
        } catch (IOException | RuntimeException e) {
            Uninterrupted.run(() -> abort(upload, e));
            throw e;
        }
    }

    private List<CompletedPart> send(String upload, long bytes, SizedContent content) throws IOException {
        int partBytes = (int) Math.max(PART_BYTES, (bytes + MOST_PARTS - 1) / MOST_PARTS);
        List<CompletedPart> parts = new ArrayList<>();
        for (long sent = 0; sent < bytes; sent += partBytes) {
            Part part = part(content, (int) Math.min(partBytes, bytes - sent));
            parts.add(send(upload, parts.size() + 1, part));
        }
        return parts;
    }

    /** An answer that is lost leaves an upload without parts, which the bucket's lifecycle may end. */
    private String begin() {
        return bucket.retries()
                .of(() -> bucket.s3()
                        .createMultipartUpload(S3Metadata.createMultipartUpload(metadata)
                                .bucket(bucket.bucket())
                                .expectedBucketOwner(bucket.owner())
                                .key(key)
                                .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                                .build()))
                .uploadId();
    }

    private CompletedPart send(String upload, int number, Part part) {
        UploadPartResponse sent = bucket.retries()
                .of(() -> bucket.s3()
                        .uploadPart(
                                request -> request.overrideConfiguration(ONCE)
                                        .bucket(bucket.bucket())
                                        .expectedBucketOwner(bucket.owner())
                                        .key(key)
                                        .uploadId(upload)
                                        .partNumber(number)
                                        .checksumCRC32(part.crc32()),
                                part.body()));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(sent.eTag())
                .checksumCRC32(sent.checksumCRC32())
                .build();
    }

    private void complete(String upload, List<CompletedPart> parts) {
        try {
            bucket.retries()
                    .of(() -> bucket.s3()
                            .completeMultipartUpload(request -> request.overrideConfiguration(ONCE)
                                    .bucket(bucket.bucket())
                                    .expectedBucketOwner(bucket.owner())
                                    .key(key)
                                    .uploadId(upload)
                                    .multipartUpload(completed -> completed.parts(parts))));
        } catch (NoSuchUploadException e) {
            throw new CommitInDoubtException(
                    key, "Nobody knows whether " + key + " was put: its upload is gone, completed or aborted", e);
        }
    }

    private void abort(String upload, Exception failure) {
        try {
            bucket.retries()
                    .of(() -> bucket.s3()
                            .abortMultipartUpload(request -> request.overrideConfiguration(ONCE)
                                    .bucket(bucket.bucket())
                                    .expectedBucketOwner(bucket.owner())
                                    .key(key)
                                    .uploadId(upload)));
        } catch (SdkException e) {
            failure.addSuppressed(e);
        }
    }
}
