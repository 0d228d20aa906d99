package dev.seaworthy.backup.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * What a new object is told beside its content, the same whether it is sent in one request or in parts.
 *
 * <p>The upload's id goes with it: a request whose answer was lost is sent again, and then refused because of itself.
 */
record ObjectHeaders(
        @Nullable ServerSideEncryption serverSideEncryption,
        @Nullable StorageClass storageClass) {
    private static final String UPLOAD_ID = "seaworthy-upload";

    PutObjectRequest.Builder put(String id) {
        return PutObjectRequest.builder()
                .serverSideEncryption(serverSideEncryption)
                .storageClass(storageClass)
                .metadata(Map.of(UPLOAD_ID, id));
    }

    CreateMultipartUploadRequest.Builder createMultipartUpload(String id) {
        return CreateMultipartUploadRequest.builder()
                .serverSideEncryption(serverSideEncryption)
                .storageClass(storageClass)
                .metadata(Map.of(UPLOAD_ID, id));
    }

    static boolean isOf(String id, HeadObjectResponse stored) {
        return id.equals(stored.metadata().get(UPLOAD_ID));
    }
}
