package dev.seaworthy.backup.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The requests about one bucket, each with all that is stated of it. They fail as the SDK does. */
record S3Bucket(S3Client s3, String name, @Nullable String owner, ObjectHeaders headers) {
    void put(String key, String id, Part part) {
        s3.putObject(
                headers.put(id)
                        .bucket(name)
                        .expectedBucketOwner(owner)
                        .key(key)
                        .ifNoneMatch("*")
                        .checksumCRC32(part.crc32())
                        .build(),
                part.body());
    }

    /** Begins a multipart upload, and tells its id. */
    String begin(String key, String id) {
        return s3.createMultipartUpload(headers.createMultipartUpload(id)
                        .bucket(name)
                        .expectedBucketOwner(owner)
                        .key(key)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .build())
                .uploadId();
    }

    CompletedPart send(String key, String uploadId, int number, Part part) {
        UploadPartResponse sent = s3.uploadPart(
                request -> request.bucket(name)
                        .expectedBucketOwner(owner)
                        .key(key)
                        .uploadId(uploadId)
                        .partNumber(number)
                        .checksumCRC32(part.crc32()),
                part.body());
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(sent.eTag())
                .checksumCRC32(sent.checksumCRC32())
                .build();
    }

    void complete(String key, String uploadId, List<CompletedPart> parts) {
        s3.completeMultipartUpload(request -> request.bucket(name)
                .expectedBucketOwner(owner)
                .key(key)
                .uploadId(uploadId)
                .ifNoneMatch("*")
                .multipartUpload(completed -> completed.parts(parts)));
    }

    void abort(String key, String uploadId) {
        s3.abortMultipartUpload(request ->
                request.bucket(name).expectedBucketOwner(owner).key(key).uploadId(uploadId));
    }

    /** Whether the object that is there came by the upload of this id. */
    boolean holds(String key, String id) {
        return ObjectHeaders.isOf(
                id,
                s3.headObject(request ->
                        request.bucket(name).expectedBucketOwner(owner).key(key)));
    }

    ResponseInputStream<GetObjectResponse> get(String key) {
        return s3.getObject(
                request -> request.bucket(name).expectedBucketOwner(owner).key(key));
    }

    List<StoredObject> list(String prefix) {
        return s3
                .listObjectsV2Paginator(request ->
                        request.bucket(name).expectedBucketOwner(owner).prefix(prefix))
                .contents()
                .stream()
                .map(object -> new StoredObject(object.key(), object.size()))
                .toList();
    }

    void delete(String key) {
        s3.deleteObject(
                request -> request.bucket(name).expectedBucketOwner(owner).key(key));
    }

    List<MultipartUpload> uploads(String prefix, Instant begunBefore) {
        return s3
                .listMultipartUploadsPaginator(request ->
                        request.bucket(name).expectedBucketOwner(owner).prefix(prefix))
                .uploads()
                .stream()
                .filter(upload -> upload.initiated().isBefore(begunBefore))
                .toList();
    }
}
