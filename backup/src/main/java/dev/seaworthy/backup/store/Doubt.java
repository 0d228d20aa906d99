package dev.seaworthy.backup.store;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Whether a request that failed may have been carried out all the same, or may yet be. Safe for use by many threads.
 */
final class Doubt {
    private volatile boolean there;

    <T> T of(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            there |= !isRefusal(e);
            throw e;
        }
    }

    /** What says 200 before it fails is none. */
    private static boolean isRefusal(SdkException failure) {
        return failure instanceof S3Exception answer && answer.statusCode() >= 300 && answer.statusCode() < 500;
    }

    boolean isThere() {
        return there;
    }

    void settle() {
        there = false;
    }
}
