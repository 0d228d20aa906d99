package dev.seaworthy.backup.store.s3;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** What a page of a listing must be, lest a part pass for the whole. */
public final class Listed {
    private Listed() {}

    /**
     * Why a page cannot be believed; empty if it can. The SDK reads any XML, and an empty body, as a last page without
     * objects: each listing of S3 says whether it is the last.
     *
     * @param token by which it was asked for; null for the first
     */
    public static Optional<String> flaw(ListObjectsV2Response page, @Nullable String token) {
        Boolean more = page.isTruncated();
        if (more == null) {
            return Optional.of("the answer is no listing");
        }
        if (!more) {
            return Optional.empty();
        }
        String next = page.nextContinuationToken();
        if (next == null) {
            return Optional.of("a page lacks its token");
        }
        return next.equals(token) ? Optional.of("a page is said to follow itself") : Optional.empty();
    }
}
