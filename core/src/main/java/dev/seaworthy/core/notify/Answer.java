package dev.seaworthy.core.notify;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came of one attempt.
 *
 * @param reason why it was not taken, in our words
 * @param mayPass whether another attempt has a chance
 */
record Answer(OptionalInt status, String reason, boolean mayPass, Optional<Duration> retryAfter) {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int GONE = 410;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;

    static Answer of(int status, HttpHeaders headers, String code, Instant now) {
        return new Answer(
                OptionalInt.of(status),
                "HTTP " + status + (code.isEmpty() ? hint(status) : " " + code),
                mayPass(status),
                RetryAfter.of(headers, now));
    }

    static Answer none(String reason) {
        return new Answer(OptionalInt.empty(), reason, true, Optional.empty());
    }

    boolean isTaken() {
        return status.isPresent() && status.getAsInt() / 100 == 2;
    }

    private static boolean mayPass(int status) {
        return status == REQUEST_TIMEOUT || status == TOO_EARLY || status == TOO_MANY_REQUESTS || status / 100 == 5;
    }

    private static String hint(int status) {
        if (status / 100 == 3) {
            return ": redirects are not followed, declare the new address";
        }
        return status == GONE ? ": the address is gone for good, remove this notifier" : "";
    }
}
