package dev.seaworthy.backup.store.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Which failures may pass, so that the same request is worth another try. */
final class Passing {
    private static final Set<Integer> STATUS = Set.of(408, 429, 500, 502, 503, 504);

    /** Of answers of any status: S3 may say 200 before it fails, and tells a slow sender by a 400. */
    private static final Set<String> CODES = Set.of(
            "ConditionalRequestConflict", // another conditional write of the key, ours perhaps, is under way
            "InternalError",
            "OperationAborted",
            "RequestTimeout",
            "ServiceUnavailable",
            "SlowDown");

    private Passing() {}

    /** Never for a thread that was interrupted: it shall end. */
    static boolean mayPass(Throwable failure) {
        if (failure instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            return false;
        }
        return failure instanceof AwsServiceException answer ? isPassing(answer) : isOfTheWire(failure);
    }

    /** A clock that is wrong too: the SDK sets its own by the answer. */
    private static boolean isPassing(AwsServiceException answer) {
        return STATUS.contains(answer.statusCode())
                || CODES.contains(code(answer))
                || answer.isThrottlingException()
                || answer.isClockSkewException();
    }

    /** How long the store asks to wait, {@code Retry-After} in seconds; as a date it is not heeded. */
    static Duration askedFor(Throwable failure) {
        AwsErrorDetails details = failure instanceof AwsServiceException answer ? answer.awsErrorDetails() : null;
        if (details == null || details.sdkHttpResponse() == null) {
            return Duration.ZERO;
        }
        return details.sdkHttpResponse()
                .firstMatchingHeader("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }

    /** An answer without a body has none. */
    private static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static boolean isOfTheWire(@Nullable Throwable failure) {
        if (failure == null) {
            return false;
        }
        return failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof XMLStreamException // of an answer that breaks off
                || failure instanceof ApiCallAttemptTimeoutException
                || failure instanceof ApiCallTimeoutException
                || (failure instanceof SdkException sdk && sdk.retryable())
                || isOfTheWire(failure.getCause());
    }
}
