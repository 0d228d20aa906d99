package dev.seaworthy.backup.objects.source;

import static dev.seaworthy.backup.store.s3.S3Reads.ONCE;

import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.s3.Retries;
import dev.seaworthy.backup.store.s3.S3Download;
import dev.seaworthy.backup.store.s3.S3Reads;
import dev.seaworthy.core.deploy.check.Pause;
import dev.seaworthy.core.failure.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * The objects of a bucket of Amazon S3, or of a store that speaks its protocol; of one with versions, the newest. Safe
 * for use by many threads.
 *
 * <p>An object's version is its ETag, and its time has whole seconds. Of its metadata, the six headers and what the
 * owner has added are read and restored, and tags if that is {@link Builder#readTags() said}; not its storage class,
 * its encryption, its access rights or its locks, which are the bucket's. A listing does not show that tags alone were
 * changed.
 *
 * <p>A content of up to 16 MiB is put by one request, and more by parts of 16 MiB, one of which is in memory at a time;
 * of more than 156 GiB, by 10,000 parts. A process that is killed leaves its upload, which a rule of the bucket,
 * {@code AbortIncompleteMultipartUpload}, ends.
 *
 * <p>A request that fails in a way that may pass is sent again, after pauses with full jitter, and a download goes on
 * where it broke off, unless the object was changed. The client's own retry strategy is left out of these requests.
 * Region, credentials, endpoint and timeouts are the client's, which stays the caller's to close; give it a timeout for
 * each attempt.
 */
@SuppressWarnings("exports") // the AWS SDK is an automatic module, which a module must not pass on
public final class S3Objects implements ObjectTarget {
    private final S3Reads bucket;
    private final String prefix;
    private final boolean readsTags;

    private S3Objects(Builder builder) {
        this.bucket = new S3Reads(
                builder.s3,
                builder.bucket,
                builder.owner,
                new Retries(builder.tries, builder.patience, builder.random, builder.ticker, builder.pause));
        this.prefix = builder.prefix;
        this.readsTags = builder.readsTags;
    }

    /** Every object of a bucket, without tags. */
    public static S3Objects of(S3Client s3, String bucket) {
        return builder(s3, bucket).build();
    }

    public static Builder builder(S3Client s3, String bucket) {
        return new Builder(s3, bucket);
    }

    @Override
    public Stream<SourceObject> list(KeyRange range) {
        return ObjectListing.of(range, token -> page(range, token));
    }

    private ObjectListing.Page page(KeyRange range, Optional<String> token) {
        ListObjectsV2Response page;
        try {
            page = bucket.retries()
                    .of(() -> bucket.s3()
                            .listObjectsV2(request -> request.overrideConfiguration(ONCE)
                                    .bucket(bucket.bucket())
                                    .expectedBucketOwner(bucket.owner())
                                    .encodingType(EncodingType.URL)
                                    .prefix(prefix)
                                    .startAfter(
                                            token.isPresent() || range.after().isEmpty()
                                                    ? null
                                                    : prefix + range.after())
                                    .continuationToken(token.orElse(null))));
        } catch (SdkException e) {
            throw failed("list", prefix, e);
        }
        if (Boolean.TRUE.equals(page.isTruncated()) && page.nextContinuationToken() == null) {
            throw new StoreException(prefix, "Could not list " + bucket.bucket() + ": a page lacks its token", null);
        }
        return new ObjectListing.Page(objects(page), Optional.ofNullable(page.nextContinuationToken()));
    }

    /** But for the key that is the prefix itself, of which nothing would be left. */
    private List<SourceObject> objects(ListObjectsV2Response page) {
        return page.contents().stream()
                .filter(object -> object.key().length() > prefix.length())
                .map(object -> S3Metadata.object(
                        object.key().substring(prefix.length()), object.size(), object.eTag(), object.lastModified()))
                .toList();
    }

    /** Tags are asked for first, so that no thread holds two connections. */
    @Override
    public ObjectContent open(String key) {
        String name = prefix + ObjectSource.requireKey(key);
        try {
            List<Tag> tags = readsTags ? tags(name) : List.of();
            S3Download content = new S3Download(bucket, name);
            SourceObject object = S3Metadata.object(
                    key,
                    content.head().contentLength(),
                    content.head().eTag(),
                    content.head().lastModified());
            return new ObjectContent(object, S3Metadata.of(content.head(), tags), content);
        } catch (SdkException e) {
            throw isMissing(e) ? new MissingObjectException(key, e) : failed("open", key, e);
        }
    }

    private List<Tag> tags(String name) {
        return bucket.retries()
                .of(() -> bucket.s3()
                        .getObjectTagging(request -> request.overrideConfiguration(ONCE)
                                .bucket(bucket.bucket())
                                .expectedBucketOwner(bucket.owner())
                                .key(name)))
                .tagSet();
    }

    private static boolean isMissing(SdkException failure) {
        AwsErrorDetails details = failure instanceof S3Exception answer ? answer.awsErrorDetails() : null;
        return details != null && "NoSuchKey".equals(details.errorCode());
    }

    @Override
    public void put(SourceObject object, ObjectMetadata metadata, InputStream content) throws IOException {
        String key = ObjectSource.requireKey(object.key());
        try {
            new S3Put(bucket, prefix + key, metadata)
                    .put(object.bytes(), new SizedContent(key, object.bytes(), content));
        } catch (SdkException e) {
            throw failed("put", key, e);
        }
    }

    private static StoreException failed(String what, String key, SdkException cause) {
        return new StoreException(key, "Could not " + what + " " + key + ": " + cause.getMessage(), cause);
    }

    /** Which objects, and how patiently. One thread at a time. */
    public static final class Builder {
        private final Problems problems = new Problems();
        private final S3Client s3;
        private final String bucket;
        private String prefix = "";
        private boolean readsTags;
        private @Nullable String owner;
        private int tries = Retries.TRIES;
        private Duration patience = Retries.PATIENCE;
        private RandomGenerator random = new SecureRandom();
        private LongSupplier ticker = System::nanoTime;
        private Pause pause = Pause.real();

        private Builder(S3Client s3, String bucket) {
            this.s3 = Objects.requireNonNull(s3, "s3");
            this.bucket = Objects.requireNonNull(bucket, "bucket");
        }

        /**
         * The objects whose keys begin with it, by what follows it; all if not said. It usually ends with {@code /}. An
         * object whose key is the prefix itself is left out.
         */
        public Builder prefix(String value) {
            this.prefix = Objects.requireNonNull(value, "prefix");
            return this;
        }

        /** Asks for the tags of each object that is opened: one more request, and {@code s3:GetObjectTagging}. */
        public Builder readTags() {
            readsTags = true;
            return this;
        }

        /** The account, of twelve digits, which must own the bucket; else it refuses every request. */
        public Builder expectedBucketOwner(String account) {
            problems.unless(
                    account.matches("[0-9]{12}"), "expectedBucketOwner must be the 12 digits of an AWS account");
            this.owner = account;
            return this;
        }

        /** How often one request is sent at most, the first time included; 30 if not said. */
        public Builder tries(int most) {
            problems.unless(most >= 1, "tries is " + most + "; give 1 or more");
            tries = most;
            return this;
        }

        /** How long after its first failure one request is still sent again; 2 minutes if not said. */
        public Builder patience(Duration most) {
            problems.unless(!most.isNegative(), "patience is " + most + "; give no time, or some");
            patience = most;
            return this;
        }

        /** Chooses the pauses before a request is sent again; must be safe for use by many threads. */
        public Builder random(RandomGenerator value) {
            this.random = Objects.requireNonNull(value, "random");
            return this;
        }

        /** Nanoseconds of any origin, by which patience is measured; the system's by default. */
        public Builder ticker(LongSupplier value) {
            this.ticker = Objects.requireNonNull(value, "ticker");
            return this;
        }

        /** Lasts as long as a pause between two tries. */
        public Builder pause(Pause value) {
            this.pause = Objects.requireNonNull(value, "pause");
            return this;
        }

        /** Refuses with an {@link IllegalArgumentException} that tells all problems. */
        public S3Objects build() {
            problems.refuse("S3Objects");
            return new S3Objects(this);
        }
    }
}
