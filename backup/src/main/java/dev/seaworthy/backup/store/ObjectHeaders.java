package dev.seaworthy.backup.store;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * What a new object is told beside its content, the same whether it is sent in one request or in parts.
 *
 * <p>The upload's id goes with it: a request whose answer was lost is sent again, and then refused because of itself.
 *
 * @param kmsKey the key of KMS by which the store encrypts; null for its own
 * @param lock null if nothing locks it
 */
record ObjectHeaders(
        @Nullable ServerSideEncryption serverSideEncryption,
        @Nullable String kmsKey,
        @Nullable StorageClass storageClass,
        @Nullable RetentionLock lock,
        SortedMap<String, String> tags) {
    private static final String UPLOAD_ID = "seaworthy-upload";

    ObjectHeaders {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    PutObjectRequest.Builder put(String id) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .serverSideEncryption(serverSideEncryption)
                .ssekmsKeyId(kmsKey)
                .storageClass(storageClass)
                .metadata(Map.of(UPLOAD_ID, id));
        if (lock != null) {
            request.objectLockMode(lock.mode()).objectLockRetainUntilDate(lock.until());
        }
        if (!tags.isEmpty()) { // the SDK would send an empty header
            request.tagging(tagging());
        }
        return request;
    }

    CreateMultipartUploadRequest.Builder createMultipartUpload(String id) {
        CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
                .serverSideEncryption(serverSideEncryption)
                .ssekmsKeyId(kmsKey)
                .storageClass(storageClass)
                .metadata(Map.of(UPLOAD_ID, id));
        if (lock != null) {
            request.objectLockMode(lock.mode()).objectLockRetainUntilDate(lock.until());
        }
        if (!tags.isEmpty()) { // the SDK would send an empty header
            request.tagging(tagging());
        }
        return request;
    }

    private Tagging tagging() {
        return Tagging.builder()
                .tagSet(tags.entrySet().stream().map(ObjectHeaders::tag).toList())
                .build();
    }

    private static Tag tag(Map.Entry<String, String> tag) {
        return Tag.builder().key(tag.getKey()).value(tag.getValue()).build();
    }

    static boolean isOf(String id, HeadObjectResponse stored) {
        return id.equals(stored.metadata().get(UPLOAD_ID));
    }
}
