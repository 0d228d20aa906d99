package dev.seaworthy.backup.objects.source;

import static dev.seaworthy.backup.store.s3.S3Reads.ONCE;

import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.retry.RetryOptions;
import dev.seaworthy.backup.store.s3.Listed;
import dev.seaworthy.backup.store.s3.Retries;
import dev.seaworthy.backup.store.s3.S3Download;
import dev.seaworthy.backup.store.s3.S3Reads;
import dev.seaworthy.core.deploy.check.Pause;
import dev.seaworthy.core.failure.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
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
    private static final Logger LOG = LoggerFactory.getLogger(S3Objects.class);

    /** Of an object that is overwritten meanwhile. */
    private static final int OPENINGS = 5;

    private final S3Reads bucket;
    private final String prefix;
    private final boolean readsTags;

    private S3Objects(Builder builder) {
        this.bucket = new S3Reads(builder.s3, builder.bucket, builder.owner, new Retries(builder.retries.rules()));
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
            throw new StoreException(prefix, "Could not list " + place() + ": " + e.getMessage(), e);
        }
        Listed.flaw(page, token.orElse(null)).ifPresent(flaw -> {
            throw new StoreException(prefix, "Could not list " + place() + ": " + flaw, null);
        });
        return new ObjectListing.Page(objects(page), Optional.ofNullable(page.nextContinuationToken()));
    }

    private String place() {
        return "bucket " + bucket.bucket() + (prefix.isEmpty() ? "" : ", " + prefix);
    }

    /** But for the key that is the prefix itself, of which nothing would be left. */
    private List<SourceObject> objects(ListObjectsV2Response page) {
        return page.contents().stream()
                .filter(object -> object.key().length() > prefix.length())
                .map(object -> S3Metadata.object(
                        object.key().substring(prefix.length()), object.size(), object.eTag(), object.lastModified()))
                .toList();
    }

    @Override
    public ObjectContent open(String key) {
        String name = prefix + ObjectSource.requireKey(key);
        try {
            return readsTags ? openTagged(key, name) : content(key, List.of(), new S3Download(bucket, name));
        } catch (SdkException e) {
            throw isMissing(e) ? new MissingObjectException(key, e) : failed("open", key, e);
        }
    }

    private static ObjectContent content(String key, List<Tag> tags, S3Download content) {
        GetObjectResponse head = content.head();
        SourceObject object = S3Metadata.object(key, head.contentLength(), head.eTag(), head.lastModified());
        return new ObjectContent(object, S3Metadata.of(head, tags), content);
    }

    /**
     * Tags are asked for before the content, so that no thread holds two connections; what came between them is not
     * taken for theirs.
     */
    private ObjectContent openTagged(String key, String name) {
        for (int opening = 1; opening <= OPENINGS; opening++) {
            Optional<HeadObjectResponse> before = head(name);
            List<Tag> tags = tags(name);
            S3Download content = new S3Download(bucket, name);
            if (before.filter(head -> isOf(head, content.head())).isPresent()) {
                return content(key, tags, content);
            }
            close(content);
        }
        throw new StoreException(key, "Could not open " + key + ": it changes all the time", null);
    }

    private static void close(S3Download content) {
        try {
            content.close();
        } catch (IOException e) {
            LOG.debug("A content that is not wanted could not be closed", e);
        }
    }

    private static boolean isOf(HeadObjectResponse head, GetObjectResponse content) {
        return Objects.equals(head.eTag(), content.eTag())
                && Objects.equals(head.lastModified(), content.lastModified());
    }

    /** Empty if there is no object, or no bucket: the answer to a HEAD does not say, and the next request does. */
    private Optional<HeadObjectResponse> head(String name) {
        try {
            return Optional.of(bucket.retries()
                    .of(() -> bucket.s3()
                            .headObject(request -> request.overrideConfiguration(ONCE)
                                    .bucket(bucket.bucket())
                                    .expectedBucketOwner(bucket.owner())
                                    .key(name))));
        } catch (NoSuchKeyException e) {
            LOG.debug("There is no object {} at this moment", name, e);
            return Optional.empty();
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

    @Override
    public void delete(String key) {
        String name = prefix + ObjectSource.requireKey(key);
        try {
            bucket.retries()
                    .of(() -> bucket.s3()
                            .deleteObject(request -> request.overrideConfiguration(ONCE)
                                    .bucket(bucket.bucket())
                                    .expectedBucketOwner(bucket.owner())
                                    .key(name)));
        } catch (SdkException e) {
            throw failed("delete", key, e);
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
        private final RetryOptions retries = new RetryOptions(problems);

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
            retries.tries(most);
            return this;
        }

        /** How long after its first failure one request is still sent again; 2 minutes if not said. */
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
        public S3Objects build() {
            problems.refuse("S3Objects");
            return new S3Objects(this);
        }
    }
}
