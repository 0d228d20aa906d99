package dev.seaworthy.backup.store;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** What a new object is told beside its content, the same whether it is sent in one request or in parts. */
record ObjectHeaders(
        @Nullable ServerSideEncryption serverSideEncryption,
        @Nullable StorageClass storageClass) {
    PutObjectRequest.Builder put() {
        return PutObjectRequest.builder()
                .serverSideEncryption(serverSideEncryption)
                .storageClass(storageClass);
    }

    CreateMultipartUploadRequest.Builder createMultipartUpload() {
        return CreateMultipartUploadRequest.builder()
                .serverSideEncryption(serverSideEncryption)
                .storageClass(storageClass);
    }
}
