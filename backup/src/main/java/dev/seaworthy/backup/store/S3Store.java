package dev.seaworthy.backup.store;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * A bucket of Amazon S3, or of a store that speaks its protocol. Safe for use by many threads.
 *
 * <p>An upload holds one part of {@value #PART_BYTES} bytes in memory. Content that fits in it is one
 * {@code PutObject}; more becomes a multipart upload of at most 10,000 parts, 156 GiB, which is completed by the commit
 * alone and aborted otherwise. Both commit with {@code If-None-Match: *}; the store must honour it, or a commit can
 * replace an object. Parts carry a CRC32.
 *
 * <p>Region, credentials, endpoint, path style, retries and timeouts are the client's, which stays the caller's to
 * close.
 */
@SuppressWarnings("exports") // the AWS SDK is an automatic module, which a module must not pass on
public final class S3Store implements ObjectStore {
    /** The size of a part: {@value} bytes. */
    public static final int PART_BYTES = 16 * 1024 * 1024;

    private final S3Client s3;
    private final String bucket;
    private final ObjectHeaders headers;

    private S3Store(Builder builder) {
        this.s3 = builder.s3;
        this.bucket = builder.bucket;
        this.headers = new ObjectHeaders(builder.serverSideEncryption, builder.storageClass);
    }

    /** A bucket whose own defaults say how objects are encrypted and which storage class they have. */
    public static S3Store of(S3Client s3, String bucket) {
        return builder(s3, bucket).build();
    }

    public static Builder builder(S3Client s3, String bucket) {
        return new Builder(s3, bucket);
    }

    @Override
    public Upload upload(String key) {
        return new S3Upload(s3, bucket, ObjectStore.requireSafeKey(key), headers);
    }

    @Override
    public InputStream open(String key) {
        ObjectStore.requireSafeKey(key);
        try {
            return new S3Download(s3.getObject(request -> request.bucket(bucket).key(key)), key);
        } catch (NoSuchKeyException e) {
            throw new MissingObjectException(key, e);
        } catch (SdkException e) {
            throw failed("open", key, e);
        }
    }

    @Override
    public List<StoredObject> list(String prefix) {
        return attempt(
                "list",
                prefix,
                () -> s3
                        .listObjectsV2Paginator(
                                request -> request.bucket(bucket).prefix(prefix))
                        .contents()
                        .stream()
                        .map(object -> new StoredObject(object.key(), object.size()))
                        .toList());
    }

    @Override
    public void delete(String key) {
        ObjectStore.requireSafeKey(key);
        Uninterrupted.run(() -> attempt(
                "delete",
                key,
                () -> s3.deleteObject(request -> request.bucket(bucket).key(key))));
    }

    static <T> T attempt(String what, String key, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw failed(what, key, e);
        }
    }

    static StoreException failed(String what, String key, SdkException cause) {
        return new StoreException(key, "Could not " + what + " " + key + ": " + cause.getMessage(), cause);
    }

    /** Builds a store; each setting that is left out is the bucket's. */
    public static final class Builder {
        private final S3Client s3;
        private final String bucket;
        private @Nullable ServerSideEncryption serverSideEncryption;
        private @Nullable StorageClass storageClass;

        private Builder(S3Client s3, String bucket) {
            this.s3 = Objects.requireNonNull(s3, "s3");
            this.bucket = Objects.requireNonNull(bucket, "bucket");
        }

        /** How the store encrypts what it keeps, beside our own encryption. */
        public Builder serverSideEncryption(ServerSideEncryption value) {
            this.serverSideEncryption = Objects.requireNonNull(value, "serverSideEncryption");
            return this;
        }

        /** The storage class of new objects; the cold ones bill a minimum age and size. */
        public Builder storageClass(StorageClass value) {
            this.storageClass = Objects.requireNonNull(value, "storageClass");
            return this;
        }

        public S3Store build() {
            return new S3Store(this);
        }
    }
}
