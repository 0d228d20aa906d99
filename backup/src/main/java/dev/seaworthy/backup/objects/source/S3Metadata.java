package dev.seaworthy.backup.objects.source;

import static dev.seaworthy.backup.store.s3.S3Reads.ONCE;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** What S3 says of an object beside its content, as it is read and as it is written. */
final class S3Metadata {
    private static final String EXPIRES = "expires";

    private S3Metadata() {}

    /** Listings tell fractions of a second in some stores, headers in none. */
    static SourceObject object(String key, @Nullable Long bytes, @Nullable String eTag, @Nullable Instant modified) {
        return new SourceObject(
                key,
                bytes == null ? 0 : bytes,
                eTag == null ? "" : eTag.replace("\"", ""),
                modified == null ? Instant.EPOCH : modified.truncatedTo(ChronoUnit.SECONDS));
    }

    static ObjectMetadata of(GetObjectResponse head, List<Tag> tags) {
        Map<String, String> headers = new HashMap<>();
        put(headers, "cache-control", head.cacheControl());
        put(headers, "content-disposition", head.contentDisposition());
        put(headers, "content-encoding", head.contentEncoding());
        put(headers, "content-language", head.contentLanguage());
        put(headers, "content-type", head.contentType());
        put(headers, EXPIRES, head.expiresString());
        Map<String, String> user = new HashMap<>();
        head.metadata().forEach((name, value) -> user.put(name.toLowerCase(Locale.ROOT), value));
        return new ObjectMetadata(headers, user, tags.stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    }

    private static void put(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            headers.put(name, value);
        }
    }

    static PutObjectRequest.Builder put(ObjectMetadata metadata) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .overrideConfiguration(once(metadata))
                .cacheControl(metadata.headers().get("cache-control"))
                .contentDisposition(metadata.headers().get("content-disposition"))
                .contentEncoding(metadata.headers().get("content-encoding"))
                .contentLanguage(metadata.headers().get("content-language"))
                .contentType(metadata.headers().get("content-type"))
                .metadata(metadata.user());
        return metadata.tags().isEmpty() ? request : request.tagging(tagging(metadata));
    }

    static CreateMultipartUploadRequest.Builder createMultipartUpload(ObjectMetadata metadata) {
        CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
                .overrideConfiguration(once(metadata))
                .cacheControl(metadata.headers().get("cache-control"))
                .contentDisposition(metadata.headers().get("content-disposition"))
                .contentEncoding(metadata.headers().get("content-encoding"))
                .contentLanguage(metadata.headers().get("content-language"))
                .contentType(metadata.headers().get("content-type"))
                .metadata(metadata.user());
        return metadata.tags().isEmpty() ? request : request.tagging(tagging(metadata));
    }

    /** As it was written, which need not be a date. */
    private static AwsRequestOverrideConfiguration once(ObjectMetadata metadata) {
        String expires = metadata.headers().get(EXPIRES);
        return expires == null
                ? ONCE
                : ONCE.toBuilder().putHeader("Expires", expires).build();
    }

    private static Tagging tagging(ObjectMetadata metadata) {
        return Tagging.builder()
                .tagSet(metadata.tags().entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }
}
