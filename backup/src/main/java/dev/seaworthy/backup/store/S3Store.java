package dev.seaworthy.backup.store;

import dev.seaworthy.backup.interrupt.Uninterrupted;
import dev.seaworthy.backup.store.retry.RetryOptions;
import dev.seaworthy.backup.store.retry.RetryRules;
import dev.seaworthy.backup.store.s3.Listed;
import dev.seaworthy.backup.store.s3.Retries;
import dev.seaworthy.backup.store.s3.S3Download;
import dev.seaworthy.core.deploy.check.Pause;
import dev.seaworthy.core.failure.Problems;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
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
 * <p>A request that fails in a way that may pass, by 500, 503, 429, a timeout or a connection that breaks, is sent
 * again, after pauses with full jitter; a download goes on where it broke off. What S3 forbids or does not find is not
 * tried again. The client's own retry strategy is left out of these requests, so that the two do not multiply.
 *
 * <p>Region, credentials, endpoint, path style and timeouts are the client's, which stays the caller's to close. Give
 * it a timeout for each attempt ({@code apiCallAttemptTimeout}), and time for a part in it.
 */
@SuppressWarnings("exports") // the AWS SDK is an automatic module, which a module must not pass on
public final class S3Store implements ObjectStore {
    /** The default size of a part: {@value} bytes. */
    public static final int PART_BYTES = 8 * 1024 * 1024;

    /** How often a request is sent at most, if nothing is said: {@value}, which {@link #PATIENCE} forestalls. */
    public static final int TRIES = RetryRules.TRIES;

    /** How long after its first failure a request is still sent again, if nothing is said. */
    public static final Duration PATIENCE = RetryRules.PATIENCE;

    private final S3Bucket bucket;
    private final int partBytes;
    private final long maxObjectBytes;
    private final InstantSource clock;

    private S3Store(S3Bucket bucket, int partBytes, long maxObjectBytes, InstantSource clock) {
        this.bucket = bucket;
        this.partBytes = partBytes;
        this.maxObjectBytes = maxObjectBytes;
        this.clock = clock;
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
            return new S3Download(bucket.reads(), key);
        } catch (NoSuchKeyException e) {
            throw new MissingObjectException(key, e);
        } catch (SdkException e) {
            throw failed("open", key, e);
        }
    }

    @Override
    public List<StoredObject> list(String prefix) {
        List<StoredObject> found = new ArrayList<>();
        list(prefix, found::add);
        return List.copyOf(found);
    }

    /** Page by page: what comes or goes meanwhile may be in it or not. */
    @Override
    public void list(String prefix, Consumer<StoredObject> each) {
        String next = null;
        do {
            String from = next;
            ListObjectsV2Response page = attempt("list", prefix, () -> bucket.list(prefix, from));
            Listed.flaw(page, from).ifPresent(flaw -> {
                throw new StoreException(prefix, "Could not list " + prefix + ": " + flaw, null);
            });
            page.contents().forEach(object -> each.accept(new StoredObject(object.key(), object.size())));
            next = page.nextContinuationToken();
        } while (next != null);
    }

    @Override
    public void delete(String key) {
        ObjectStore.requireSafeKey(key);
        Uninterrupted.run(() -> attempt("delete", key, () -> {
            bucket.delete(key);
            return key;
        }));
    }

    /**
     * By a request for the headers of the object, of which S3 leaves those of a lock out for who may not
     * {@code s3:GetObjectRetention} and {@code s3:GetObjectLegalHold}. A legal hold of S3 has no end.
     */
    @Override
    public Optional<Instant> lockedUntil(String key) {
        ObjectStore.requireSafeKey(key);
        try {
            return bucket.lockedUntil(key);
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed("ask for the lock of", key, e);
        }
    }

    /**
     * By {@code s3:PutObjectRetention}, in the mode that the object has, or the store if nothing locks it yet; in
     * COMPLIANCE to 400 days from now at most.
     */
    @Override
    public boolean extendLock(String key, Instant until) {
        ObjectStore.requireSafeKey(key);
        try {
            return bucket.extendLock(key, until, clock.instant());
        } catch (NoSuchKeyException e) {
            throw new MissingObjectException(key, e);
        } catch (SdkException e) {
            throw failed("extend the lock of", key, e);
        }
    }

    /** By a request for the headers of the object; to the second. */
    @Override
    public Optional<Instant> storedAt(String key) {
        ObjectStore.requireSafeKey(key);
        try {
            return Optional.of(bucket.head(key).lastModified());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed("ask for the time of", key, e);
        }
    }

    /** Needs {@code s3:ListBucketVersions}. */
    @Override
    public int hiddenVersions(String prefix) {
        return attempt("list the versions of", prefix, () -> bucket.hiddenVersions(prefix));
    }

    @Override
    public int discardUploads(String prefix, Instant begunBefore) {
        List<MultipartUpload> uploads = attempt("list the uploads of", prefix, () -> bucket.uploads(prefix));
        return (int) uploads.stream()
                .filter(upload -> upload.initiated().isBefore(begunBefore))
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
        private final RetryOptions retries = new RetryOptions(problems);

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
            if (mode == ObjectLockMode.COMPLIANCE && time.compareTo(RetentionLock.LONGEST_COMPLIANCE) > 0) {
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

        /**
         * How many bytes one object may have, if fewer than 10,000 parts; more go on in another object. It must be more
         * than a part, since what fits in one is held in memory until the commit.
         */
        public Builder maxObjectBytes(long value) {
            maxObjectBytes = value;
            return this;
        }

        /** The time of day, from which locks are reckoned; the system's by default. */
        public Builder clock(InstantSource value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** How often one request is sent at most, the first time included; {@link #TRIES} by default. */
        public Builder tries(int most) {
            retries.tries(most);
            return this;
        }

        /** How long after its first failure one request is still sent again; {@link #PATIENCE} by default. */
        public Builder patience(Duration most) {
            retries.patience(most);
            return this;
        }

        /** Chooses the pauses before a request is sent again; must be safe for use by many threads. */
        public Builder random(RandomGenerator value) {
            retries.random(value);
            return this;
        }

        /** Nanoseconds of any origin, by which patience is measured; the system's by default. */
        public Builder ticker(LongSupplier value) {
            retries.ticker(value);
            return this;
        }

        /** Lasts as long as a pause between two tries. */
        public Builder pause(Pause value) {
            retries.pause(value);
            return this;
        }

        /** Refuses with an {@link IllegalArgumentException} that tells all problems. */
        public S3Store build() {
            if (tags.size() > MAX_TAGS) {
                problems.add("there are " + tags.size() + " tags; S3 takes at most " + MAX_TAGS);
            }
            if (maxObjectBytes <= partBytes) {
                problems.add("maxObjectBytes is " + maxObjectBytes + "; give more than a part, " + partBytes);
            }
            ServerSideEncryption encryption = encryption();
            problems.refuse("S3Store");
            ObjectHeaders headers = new ObjectHeaders(encryption, kmsKey, storageClass, lock, tags);
            return new S3Store(
                    new S3Bucket(s3, bucket, owner, headers, new Retries(retries.rules())),
                    partBytes,
                    Math.min(maxObjectBytes, (long) partBytes * S3Parts.MAX_PARTS),
                    clock);
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
