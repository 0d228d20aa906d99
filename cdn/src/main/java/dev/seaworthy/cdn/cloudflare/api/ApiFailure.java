package dev.seaworthy.cdn.cloudflare.api;

import dev.seaworthy.cdn.CdnException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One try of a call that did not succeed, before it is known what the caller loses by it. */
public final class ApiFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final Pattern ABOUT_COUNT = Pattern.compile(
            "(?i)\\b(too many|at most|at a time|exceed\\w*|max(imum)?|no more than|up to|limit(ed)?)\\b");

    /** What kept it from an answer, if there is none. */
    private enum Want {
        /** There was one. */
        OF_NOTHING,
        OF_ANSWER,
        OF_PEACE,
        OF_TURN,
        OF_TIME
    }

    private final Want want;
    private final transient @Nullable Answer answer;
    private final transient Optional<Envelope> envelope;
    private final transient Optional<Duration> wait;

    private ApiFailure(String message, Want want, @Nullable IOException cause, Optional<Duration> wait) {
        super(message, cause);
        this.want = want;
        this.answer = null;
        this.envelope = Optional.empty();
        this.wait = wait;
    }

    private ApiFailure(String message, Answer answer, Optional<Envelope> envelope) {
        super(message);
        this.want = Want.OF_NOTHING;
        this.answer = answer;
        this.envelope = envelope;
        this.wait = answer.retryAfter();
    }

    static ApiFailure unreachable(IOException cause) {
        String message = "no answer (" + cause.getClass().getSimpleName() + ")";
        return new ApiFailure(message, Want.OF_ANSWER, cause, Optional.empty());
    }

    /** It has failed so often that it was left in peace. */
    static ApiFailure notAsked(int failures, Duration left) {
        String message = "it was not asked, since " + failures + " tries in a row had no answer of its own";
        return new ApiFailure(message, Want.OF_PEACE, null, Optional.of(left));
    }

    /** It would have to wait too long for its turn. */
    public static ApiFailure tooOften(Duration wait) {
        String message = "it was not asked, since that is as often as the tier may";
        return new ApiFailure(message, Want.OF_TURN, null, Optional.of(wait));
    }

    /** Its thread was interrupted while it waited for its turn. */
    public static ApiFailure interrupted() {
        return new ApiFailure("it was not asked, since it was interrupted", Want.OF_TIME, null, Optional.empty());
    }

    static ApiFailure refused(Answer answer, Optional<Envelope> envelope) {
        String words = envelope.map(Envelope::words).orElse("not Cloudflare's JSON: " + answer.body());
        String ray = answer.rayId() == null ? "" : ", ray " + Answer.excerpt(answer.rayId());
        String message = "it answered " + answer.status() + ", " + Answer.excerpt(words) + ray;
        return new ApiFailure(message, answer, envelope);
    }

    /** Whether the same call may succeed later. */
    boolean mayPass() {
        if (answer == null) {
            return want == Want.OF_ANSWER;
        }
        if (answer.status() == TOO_MANY_REQUESTS || answer.status() >= SERVER_ERROR) {
            return true;
        }
        return answer.isOk() && envelope.isEmpty();
    }

    /** Whether it is sure that nothing was done. */
    boolean isUndone() {
        return answer == null ? getCause() instanceof ConnectException : answer.status() == TOO_MANY_REQUESTS;
    }

    /** Whether it was understood, and refused for what it asked: another may succeed. */
    public boolean isAboutRequest() {
        if (answer == null || mayPass() || answer.isRedirect()) {
            return false;
        }
        return switch (answer.status()) {
            case 401, 403, 404, 405 -> false;
            default -> true;
        };
    }

    /** Whether it asked for too much at once. */
    public boolean isAboutCount() {
        return isAboutRequest()
                && answer != null
                && (answer.status() == TOO_LARGE
                        || envelope.map(Envelope::words)
                                .filter(words -> ABOUT_COUNT.matcher(words).find())
                                .isPresent());
    }

    Optional<Duration> retryAfter() {
        return wait;
    }

    /** Adds what is known of it. */
    public CdnException.Builder describe(CdnException.Builder exception) {
        exception.cause(getCause()).retryAfter(retryAfter());
        envelope.ifPresent(read -> exception.errors(read.errors()));
        if (answer == null) {
            return want == Want.OF_TURN ? exception.tooOften() : exception;
        }
        if (envelope.isEmpty()) {
            exception.unreadable();
        }
        return exception.status(answer.status()).rayId(answer.rayId());
    }

    /** What to do about it. */
    public String advice() {
        if (answer == null) {
            return switch (want) {
                case OF_PEACE -> "Try again after " + waitInSeconds() + ", and look at why it failed before";
                case OF_TURN -> "Ask again after " + waitInSeconds() + ", name more in one call, or say the tier";
                case OF_TIME -> "Ask again";
                default -> "Check the network and the base URL";
            };
        }
        if (answer.isRedirect()) {
            return "Redirects are not followed: check the base URL";
        }
        return switch (answer.status()) {
            case 401, 403 -> "Check that the token is valid and may do this in this zone";
            case 404 -> "Check the zone's id and the base URL";
            case TOO_MANY_REQUESTS ->
                "Ask less often, or again after " + wait.map(Duration::toString).orElse("some minutes");
            default -> mayPass() ? "Try again later" : "Check what was asked for";
        };
    }

    private Duration waitInSeconds() {
        return Duration.ofSeconds(wait.orElse(Duration.ZERO).plusMillis(999).toSeconds());
    }
}
