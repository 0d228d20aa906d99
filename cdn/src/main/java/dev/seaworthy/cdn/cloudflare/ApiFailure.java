package dev.seaworthy.cdn.cloudflare;

import dev.seaworthy.cdn.CdnException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One try of a call that did not succeed, before it is known what the caller loses by it. */
final class ApiFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final transient @Nullable Answer answer;
    private final transient List<Integer> codes;
    private final boolean readable;

    private ApiFailure(
            String message, @Nullable IOException cause, @Nullable Answer answer, Optional<Envelope> envelope) {
        super(message, cause);
        this.answer = answer;
        codes = envelope.map(Envelope::codes).orElse(List.of());
        readable = envelope.isPresent();
    }

    static ApiFailure unreachable(IOException cause) {
        String message = "no answer (" + cause.getClass().getSimpleName() + ")";
        return new ApiFailure(message, cause, null, Optional.empty());
    }

    static ApiFailure refused(Answer answer, Optional<Envelope> envelope) {
        String words = envelope.map(Envelope::words).orElse("not Cloudflare's JSON: " + answer.body());
        String ray = answer.rayId() == null ? "" : ", ray " + Answer.excerpt(answer.rayId());
        String message = "it answered " + answer.status() + ", " + Answer.excerpt(words) + ray;
        return new ApiFailure(message, null, answer, envelope);
    }

    /** Whether the same call may succeed later. */
    boolean mayPass() {
        if (answer == null || answer.status() == TOO_MANY_REQUESTS || answer.status() >= SERVER_ERROR) {
            return true;
        }
        return answer.isOk() && !readable;
    }

    Optional<Duration> retryAfter() {
        return answer == null ? Optional.empty() : answer.retryAfter();
    }

    CdnException.Builder describe(CdnException.Builder exception) {
        exception.cause(getCause()).codes(codes);
        return answer == null ? exception : exception.status(answer.status()).rayId(answer.rayId());
    }

    String advice() {
        if (answer == null) {
            return "Check the network and the base URL";
        }
        if (answer.isRedirect()) {
            return "Redirects are not followed: check the base URL";
        }
        return switch (answer.status()) {
            case 401, 403 -> "Check that the token is valid and may purge this zone's cache";
            case 404 -> "Check the zone's id and the base URL";
            case TOO_MANY_REQUESTS ->
                "Purge less often, or again after "
                        + retryAfter().map(Duration::toString).orElse("some minutes");
            default -> mayPass() ? "Purge again later" : "Check what was asked for";
        };
    }
}
