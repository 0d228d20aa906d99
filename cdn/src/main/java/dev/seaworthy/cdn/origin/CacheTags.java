package dev.seaworthy.cdn.origin;

import dev.seaworthy.core.failure.Problems;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names by which an answer is purged together with others. Immutable.
 *
 * @param tags printable ASCII without blanks and commas, each of {@value #LONGEST_TAG} characters at most; Cloudflare
 *     takes {@code Blog} and {@code blog} for the same, so each counts once
 */
public record CacheTags(List<String> tags) {
    /** The longest that a purge can name. */
    public static final int LONGEST_TAG = 1024;
    /** The longest value of {@code Cache-Tag}, in bytes: 16 KB. */
    public static final int LONGEST_HEADER = 16 * 1024;
    /** The longest value of Bunny's {@code CDN-Tag}, in bytes. */
    public static final int LONGEST_CDN_TAG = 1024;

    private static final Pattern TAG = Pattern.compile("[!-~&&[^,]]+");

    /**
     * Tags, each once.
     *
     * @throws IllegalArgumentException that names all that is wrong
     */
    public CacheTags {
        Problems problems = new Problems();
        Map<String, String> distinct = new LinkedHashMap<>();
        for (String tag : tags) {
            boolean plain = TAG.matcher(tag).matches();
            problems.unless(plain, "a tag is printable ASCII without blanks and commas");
            problems.unless(tag.length() <= LONGEST_TAG, "a tag has at most " + LONGEST_TAG + " characters");
            distinct.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag);
        }
        tags = List.copyOf(distinct.values());
        problems.unless(
                bytes(String.join(",", tags)) <= LONGEST_HEADER,
                "together they have at most " + LONGEST_HEADER + " bytes; tag what is purged together by one name");
        problems.refuse("Cache tags");
    }

    public static CacheTags of(String... tags) {
        return new CacheTags(List.of(tags));
    }

    public static CacheTags none() {
        return new CacheTags(List.of());
    }

    public boolean isEmpty() {
        return tags.isEmpty();
    }

    /** The value of Cloudflare's {@code Cache-Tag}. */
    public String cacheTag() {
        return String.join(",", tags);
    }

    /** The value of {@code Surrogate-Key}, as Fastly and Varnish read it. */
    public String surrogateKey() {
        return String.join(" ", tags);
    }

    /**
     * The value of Bunny's {@code CDN-Tag}.
     *
     * @throws IllegalStateException if it has more than {@value #LONGEST_CDN_TAG} bytes
     */
    public String cdnTag() {
        String value = String.join(",", tags);
        if (bytes(value) > LONGEST_CDN_TAG) {
            throw new IllegalStateException(
                    "CDN-Tag has at most " + LONGEST_CDN_TAG + " bytes, these tags " + bytes(value));
        }
        return value;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
