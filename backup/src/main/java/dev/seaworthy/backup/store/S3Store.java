package dev.seaworthy.backup.store;

import dev.seaworthy.core.failure.Problems;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * A bucket of Amazon S3, or of a store that speaks its protocol. Safe for use by many threads.
 *
 * <p>Content that fits in one part is one {@code PutObject}; more becomes a multipart upload of at most 10,000 parts,
 * 78 GiB, which is completed by the commit alone and aborted otherwise. Both commit with {@code If-None-Match: *}; the
 * store must honour it, or a commit can replace an object. Parts carry a CRC32. An upload holds three parts in memory,
 * 24 MiB, and sends them side by side; two if they are larger, four if they are smaller.
 *
 * <p>Region, credentials, endpoint, path style, retries and timeouts are the client's, which stays the caller's to
 * close.
 */
@SuppressWarnings("exports") // the AWS SDK is an automatic module, which a module must not pass on
public final class S3Store implements ObjectStore {
    /** The default size of a part: {@value} bytes. */
    public static final int PART_BYTES = 8 * 1024 * 1024;

    private final S3Bucket bucket;
    private final int partBytes;
    private final long maxObjectBytes;

    private S3Store(S3Bucket bucket, int partBytes, long maxObjectBytes) {
        this.bucket = bucket;
        this.partBytes = partBytes;
        this.maxObjectBytes = maxObjectBytes;
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
        return new S3Upload(bucket, ObjectStore.requireSafeKey(key), partBytes);
    }

    @Override
    public InputStream open(String key) {
        ObjectStore.requireSafeKey(key);
        try {
            return new S3Download(bucket.get(key), key);
        } catch (NoSuchKeyException e) {
            throw new MissingObjectException(key, e);
        } catch (SdkException e) {
            throw failed("open", key, e);
        }
    }

    @Override
    public List<StoredObject> list(String prefix) {
        return attempt("list", prefix, () -> bucket.list(prefix));
    }

    @Override
    public void delete(String key) {
        ObjectStore.requireSafeKey(key);
        Uninterrupted.run(() -> attempt("delete", key, () -> {
            bucket.delete(key);
            return key;
        }));
    }

    @Override
    public int discardUploads(String prefix, Instant begunBefore) {
        List<MultipartUpload> abandoned =
                attempt("list the uploads of", prefix, () -> bucket.uploads(prefix, begunBefore));
        return (int) abandoned.stream()
                .filter(upload -> S3Parts.abort(bucket, upload.key(), upload.uploadId()))
                .count();
    }

    @Override
    public long maxObjectBytes() {
        return maxObjectBytes;
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
        private static final int LEAST_PART_BYTES = 5 * 1024 * 1024;
        private static final int MOST_PART_BYTES = 16 * 1024 * 1024;
        private static final Duration LONGEST_COMPLIANCE = Duration.ofDays(400);
        private static final int MAX_TAGS = 10;

        private final Problems problems = new Problems();
        private final S3Client s3;
        private final String bucket;
        private final SortedMap<String, String> tags = new TreeMap<>();
        private @Nullable ServerSideEncryption serverSideEncryption;
        private @Nullable String kmsKey;
        private @Nullable StorageClass storageClass;
        private @Nullable RetentionLock lock;
        private @Nullable String owner;
        private InstantSource clock = InstantSource.system();
        private int partBytes = PART_BYTES;
        private long maxObjectBytes = Long.MAX_VALUE;

        private Builder(S3Client s3, String bucket) {
            this.s3 = Objects.requireNonNull(s3, "s3");
            this.bucket = Objects.requireNonNull(bucket, "bucket");
        }

        /** How the store encrypts what it keeps, beside our own encryption. */
        public Builder serverSideEncryption(ServerSideEncryption value) {
            this.serverSideEncryption = Objects.requireNonNull(value, "serverSideEncryption");
            return this;
        }

        /** Has the store encrypt what it keeps by this key of KMS, an id or ARN. */
        public Builder kmsKey(String id) {
            this.kmsKey = Objects.requireNonNull(id, "kmsKey");
            return this;
        }

        /** The storage class of new objects; the cold ones bill a minimum age and size. */
        public Builder storageClass(StorageClass value) {
            this.storageClass = Objects.requireNonNull(value, "storageClass");
            return this;
        }

        /**
         * Locks each new object by S3 Object Lock, from when it is begun; the bucket must have versions and Object Lock
         * on. What a failed run deletes stays, locked, as an older version.
         *
         * @param mode GOVERNANCE, which some rights can lift, or COMPLIANCE, which nobody can
         * @param time whole days; of COMPLIANCE at most 400, since no mistake in it can be undone: extend it later
         */
        public Builder objectLock(ObjectLockMode mode, Duration time) {
            if (time.compareTo(Duration.ofDays(1)) < 0 || !time.equals(Duration.ofDays(time.toDays()))) {
                problems.add("objectLock is for " + time + "; give whole days, one at least");
            }
            if (mode == ObjectLockMode.COMPLIANCE && time.compareTo(LONGEST_COMPLIANCE) > 0) {
                problems.add("objectLock in COMPLIANCE is for " + time.toDays()
                        + " days, and cannot be undone; give at most 400, and extend it later");
            }
            lock = new RetentionLock(mode, time, () -> clock.instant());
            return this;
        }

        /** A tag of each new object; at most 10. */
        public Builder tag(String name, String value) {
            if (tags.putIfAbsent(name, value) != null) {
                problems.add("tag " + name + " is stated twice; state it once");
            }
            return this;
        }

        /** Refuses to touch a bucket of this name that belongs to another account. */
        public Builder expectedBucketOwner(String account) {
            if (!account.matches("[0-9]{12}")) {
                problems.add("expectedBucketOwner must be the 12 digits of an AWS account");
            }
            owner = account;
            return this;
        }

        /** The size of a part, from 5 MiB, the least of S3, to 16 MiB; {@link #PART_BYTES} if not said. */
        public Builder partBytes(int value) {
            if (value < LEAST_PART_BYTES || value > MOST_PART_BYTES) {
                problems.add("partBytes is " + value + "; give " + LEAST_PART_BYTES + " to " + MOST_PART_BYTES);
            }
            partBytes = value;
            return this;
        }

        /** How many bytes one object may have, if fewer than 10,000 parts; more go on in another object. */
        public Builder maxObjectBytes(long value) {
            if (value < 1) {
                problems.add("maxObjectBytes is " + value + "; give 1 or more");
            }
            maxObjectBytes = value;
            return this;
        }

        /** The time of day, from which locks are reckoned; the system's by default. */
        public Builder clock(InstantSource value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** Refuses with an {@link IllegalArgumentException} that tells all problems. */
        public S3Store build() {
            if (tags.size() > MAX_TAGS) {
                problems.add("there are " + tags.size() + " tags; S3 takes at most " + MAX_TAGS);
            }
            ServerSideEncryption encryption = encryption();
            problems.refuse("S3Store");
            ObjectHeaders headers = new ObjectHeaders(encryption, kmsKey, storageClass, lock, tags);
            return new S3Store(
                    new S3Bucket(s3, bucket, owner, headers),
                    partBytes,
                    Math.min(maxObjectBytes, (long) partBytes * S3Parts.MAX_PARTS));
        }

        private @Nullable ServerSideEncryption encryption() {
            if (kmsKey == null) {
                return serverSideEncryption;
            }
            if (serverSideEncryption == ServerSideEncryption.AES256) {
                problems.add("kmsKey and serverSideEncryption AES256 are both stated; leave one out");
            }
            return serverSideEncryption == null ? ServerSideEncryption.AWS_KMS : serverSideEncryption;
        }
    }
}
