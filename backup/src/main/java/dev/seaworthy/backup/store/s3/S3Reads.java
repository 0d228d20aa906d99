package dev.seaworthy.backup.store.s3;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** How the objects of one bucket are asked for: sent again if that may help, and failing as the SDK does. */
public record S3Reads(S3Client s3, String bucket, @Nullable String owner, Retries retries) {
    private static final RetryStrategy ONE_TRY = AwsRetryStrategy.doNotRetry();

    /**
     * Sent once: else the SDK's own tries and ours would multiply. The strategy is given as it is, since the SDK asks
     * for each request, and looks all settings up to make one.
     */
    public static final AwsRequestOverrideConfiguration ONCE = AwsRequestOverrideConfiguration.builder()
            .addPlugin(client -> client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                    .retryStrategy(ONE_TRY)
                    .build()))
            .build();

    ResponseInputStream<GetObjectResponse> get(String key) {
        return get(request -> request.key(key));
    }

    /** What follows so many bytes, if the object is still the one of this tag. */
    ResponseInputStream<GetObjectResponse> getRest(String key, String eTag, long from) {
        return get(request -> request.key(key).ifMatch(eTag).range("bytes=" + from + "-"));
    }

    private ResponseInputStream<GetObjectResponse> get(Consumer<GetObjectRequest.Builder> what) {
        return retries.of(() -> s3.getObject(request -> request.overrideConfiguration(ONCE)
                .bucket(bucket)
                .expectedBucketOwner(owner)
                .applyMutation(what)));
    }
}
