package dev.seaworthy.backup.objects.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;

/** What a bucket of S3 promises, on whichever server. */
abstract class S3ObjectsContract extends ObjectTargetContract {
    protected String bucket = "";

    protected abstract S3Client s3();

    protected abstract boolean hasTags();

    @Override
    protected ObjectTarget source() {
        bucket = "b-" + UUID.randomUUID();
        s3().createBucket(request -> request.bucket(bucket));
        S3Objects.Builder objects = S3Objects.builder(s3(), bucket).tries(3).patience(Duration.ofSeconds(10));
        return (hasTags() ? objects.readTags() : objects).build();
    }

    /** Of tags, the server would refuse the request. */
    @Override
    protected void fill(String key, byte[] content, ObjectMetadata metadata) throws IOException {
        super.fill(key, content, kept(metadata));
    }

    @Override
    protected ObjectMetadata kept(ObjectMetadata metadata) {
        return hasTags()
                ? metadata
                : new ObjectMetadata(metadata.headers(), metadata.user(), ObjectMetadata.NONE.tags());
    }

    @Override
    protected void assertNothingIsLeft() {
        assertThat(s3().listMultipartUploads(request -> request.bucket(bucket)).uploads())
                .isEmpty();
    }
}
