package dev.seaworthy.backup.store;

import static dev.seaworthy.backup.store.s3.S3Reads.ONCE;

import dev.seaworthy.backup.store.s3.Part;
import dev.seaworthy.backup.store.s3.Retries;
import dev.seaworthy.backup.store.s3.S3Reads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The requests about one bucket, each with all that is stated of it, and sent again if that may help. They fail as the
 * SDK does.
 */
record S3Bucket(S3Client s3, String name, @Nullable String owner, ObjectHeaders headers, Retries retries) {
    private static final int NOT_IMPLEMENTED = 501;

    /** @param doubt learns of each try */
    void put(String key, String id, Part part, Doubt doubt) {
        PutObjectRequest request = headers.put(id)
                .overrideConfiguration(ONCE)
                .bucket(name)
                .expectedBucketOwner(owner)
                .key(key)
                .ifNoneMatch("*")
                .checksumCRC32(part.crc32())
                .build();
        retries.of(() -> doubt.of(() -> s3.putObject(request, part.body())));
    }

    /**
     * Begins a multipart upload, and tells its id.
     *
     * @param doubt learns of each try: when an answer is lost, an upload may have begun whose id nobody was told
     */
    String begin(String key, String id, Doubt doubt) {
        CreateMultipartUploadRequest request = headers.createMultipartUpload(id)
                .overrideConfiguration(ONCE)
                .bucket(name)
                .expectedBucketOwner(owner)
                .key(key)
                .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                .build();
        return retries.of(() -> doubt.of(() -> s3.createMultipartUpload(request)))
                .uploadId();
    }

    CompletedPart send(String key, String uploadId, int number, Part part) {
        UploadPartRequest request = UploadPartRequest.builder()
                .overrideConfiguration(ONCE)
                .bucket(name)
                .expectedBucketOwner(owner)
                .key(key)
                .uploadId(uploadId)
                .partNumber(number)
                .checksumCRC32(part.crc32())
                .build();
        UploadPartResponse sent = retries.of(() -> s3.uploadPart(request, part.body()));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(sent.eTag())
                .checksumCRC32(sent.checksumCRC32())
                .build();
    }

    /** @param doubt learns of each try */
    void complete(String key, String uploadId, List<CompletedPart> parts, Doubt doubt) {
        retries.of(() -> doubt.of(() -> s3.completeMultipartUpload(request -> request.overrideConfiguration(ONCE)
                .bucket(name)
                .expectedBucketOwner(owner)
                .key(key)
                .uploadId(uploadId)
                .ifNoneMatch("*")
                .multipartUpload(completed -> completed.parts(parts)))));
    }

    void abort(String key, String uploadId) {
        retries.of(() -> s3.abortMultipartUpload(request -> request.overrideConfiguration(ONCE)
                .bucket(name)
                .expectedBucketOwner(owner)
                .key(key)
                .uploadId(uploadId)));
    }

    /** Whether the object that is there came by the upload of this id. */
    boolean holds(String key, String id) {
        return ObjectHeaders.isOf(id, head(key));
    }

    HeadObjectResponse head(String key) {
        return retries.of(() -> s3.headObject(request -> request.overrideConfiguration(ONCE)
                .bucket(name)
                .expectedBucketOwner(owner)
                .key(key)));
    }

    S3Reads reads() {
        return new S3Reads(s3, name, owner, retries);
    }

    /** A page of a listing; the first if there is no token. */
    ListObjectsV2Response list(String prefix, @Nullable String token) {
        return retries.of(() -> s3.listObjectsV2(request -> request.overrideConfiguration(ONCE)
                .bucket(name)
                .expectedBucketOwner(owner)
                .prefix(prefix)
                .continuationToken(token)));
    }

    void delete(String key) {
        retries.of(() -> s3.deleteObject(request -> request.overrideConfiguration(ONCE)
                .bucket(name)
                .expectedBucketOwner(owner)
                .key(key)));
    }

    Optional<Instant> lockedUntil(String key) {
        HeadObjectResponse object = head(key);
        return object.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON
                ? Optional.of(Instant.MAX)
                : Optional.ofNullable(object.objectLockRetainUntilDate());
    }

    /** Whether it is locked for longer than before; never in COMPLIANCE for longer than can be answered for. */
    boolean extendLock(String key, Instant until, Instant now) {
        HeadObjectResponse object = head(key);
        ObjectLockMode mode = object.objectLockMode() == null ? modeOfNew() : object.objectLockMode();
        if (mode == null) {
            return false;
        }
        Instant end = Collections.min(List.of(until, RetentionLock.latest(mode, now)));
        Instant before = Optional.ofNullable(object.objectLockRetainUntilDate()).orElse(now);
        if (!end.isAfter(before)) {
            return false;
        }
        retries.of(() -> s3.putObjectRetention(request -> request.overrideConfiguration(ONCE)
                .bucket(name)
                .expectedBucketOwner(owner)
                .key(key)
                .retention(lock -> lock.mode(ObjectLockRetentionMode.fromValue(mode.toString()))
                        .retainUntilDate(end))));
        return true;
    }

    private @Nullable ObjectLockMode modeOfNew() {
        RetentionLock lock = headers.lock();
        return lock == null ? null : lock.mode();
    }

    /** None where the store has no such request. */
    int hiddenVersions(String prefix) {
        int hidden = 0;
        ListObjectVersionsResponse last = ListObjectVersionsResponse.builder().build();
        do {
            ListObjectVersionsResponse before = last;
            try {
                last = retries.of(() -> s3.listObjectVersions(request -> request.overrideConfiguration(ONCE)
                        .bucket(name)
                        .expectedBucketOwner(owner)
                        .prefix(prefix)
                        .keyMarker(before.nextKeyMarker())
                        .versionIdMarker(before.nextVersionIdMarker())));
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_IMPLEMENTED) {
                    return 0;
                }
                throw e;
            }
            hidden += (int) last.versions().stream()
                    .filter(version -> !Boolean.TRUE.equals(version.isLatest()))
                    .count();
        } while (Boolean.TRUE.equals(last.isTruncated()));
        return hidden;
    }

    List<MultipartUpload> uploads(String prefix) {
        List<MultipartUpload> found = new ArrayList<>();
        ListMultipartUploadsResponse last =
                ListMultipartUploadsResponse.builder().build();
        do {
            ListMultipartUploadsResponse before = last;
            last = retries.of(() -> s3.listMultipartUploads(request -> request.overrideConfiguration(ONCE)
                    .bucket(name)
                    .expectedBucketOwner(owner)
                    .prefix(prefix)
                    .keyMarker(before.nextKeyMarker())
                    .uploadIdMarker(before.nextUploadIdMarker())));
            found.addAll(last.uploads());
        } while (Boolean.TRUE.equals(last.isTruncated()));
        return List.copyOf(found);
    }
}
