package dev.seaworthy.security.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the headers of a webhook say of it.
 *
 * @param id the sender's, if its scheme has one
 * @param head what is signed before the body
 * @param signatures those of the schemes that are known, as they came
 */
record Claim(Optional<String> id, Instant signed, String head, List<String> signatures) {
    /** Longer than any that is meant: {@value} characters. */
    static final int LONGEST_HEADER = 4_096;

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    /** Seconds of Unix time, and nothing else: what is signed must be read in one way alone. */
    static Instant instant(String seconds) throws RefusedException {
        if (!SECONDS.matcher(seconds).matches()) {
            throw new RefusedException(WebhookFlaw.MALFORMED);
        }
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    static String header(Headers headers, String name) throws RefusedException {
        String value = headers.line(name).orElseThrow(() -> new RefusedException(WebhookFlaw.UNSIGNED));
        if (value.length() > LONGEST_HEADER) {
            throw new RefusedException(WebhookFlaw.MALFORMED);
        }
        return value;
    }

    /** The headers of a request. */
    @FunctionalInterface
    interface Headers {
        Optional<String> line(String name);
    }
}
