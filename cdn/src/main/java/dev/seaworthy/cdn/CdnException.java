package dev.seaworthy.cdn;

import dev.seaworthy.core.SeaworthyException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A CDN refused a call, or could not be reached. One of this class itself was refused for what it asked. Immutable. */
public sealed class CdnException extends SeaworthyException
        permits CdnAccessException, CdnNotFoundException, CdnRateException, CdnUnavailableException {
    private static final long serialVersionUID = 1L;
    private static final int NO_ANSWER = 0;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final int status;
    private final transient @Nullable List<CdnError> errors;
    private final @Nullable String rayId;
    private final @Nullable Duration retryAfter;
    private final transient @Nullable Purge notPurged;

    CdnException(Builder builder) {
        super(builder.message, builder.cause);
        status = builder.status;
        errors = builder.errors;
        rayId = builder.rayId;
        retryAfter = builder.retryAfter;
        notPurged = builder.notPurged;
    }

    public static Builder builder(String message) {
        return new Builder(message);
    }

    /** The HTTP status of the last answer; empty if there was none. */
    public OptionalInt status() {
        return status == NO_ANSWER ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** What the CDN says is wrong; lost when the exception is serialized. */
    public List<CdnError> errors() {
        return errors == null ? List.of() : errors;
    }

    /** Cloudflare's name of the request, which its support asks for. */
    public Optional<String> rayId() {
        return Optional.ofNullable(rayId);
    }

    /** How long the CDN wants not to be asked, from when it said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** What the CDN did not accept, to be purged again; lost when the exception is serialized. */
    public Optional<Purge> notPurged() {
        return Optional.ofNullable(notPurged);
    }

    /** Collects what is known of a failure. One thread at a time. */
    public static final class Builder {
        private final String message;
        private @Nullable Throwable cause;
        private int status = NO_ANSWER;
        private boolean unreadable;
        private boolean tooOften;
        private List<CdnError> errors = List.of();
        private @Nullable String rayId;
        private @Nullable Duration retryAfter;
        private @Nullable Purge notPurged;

        private Builder(String message) {
            this.message = Objects.requireNonNull(message, "message");
        }

        public Builder cause(@Nullable Throwable failure) {
            cause = failure;
            return this;
        }

        public Builder status(int httpStatus) {
            status = httpStatus;
            return this;
        }

        /** The answer was not what the CDN answers, whatever its status. */
        public Builder unreadable() {
            unreadable = true;
            return this;
        }

        /** It was not asked, or did not answer, for want of a turn. */
        public Builder tooOften() {
            tooOften = true;
            return this;
        }

        public Builder errors(List<CdnError> all) {
            errors = List.copyOf(all);
            return this;
        }

        public Builder rayId(@Nullable String id) {
            rayId = id;
            return this;
        }

        public Builder retryAfter(Optional<Duration> pause) {
            retryAfter = pause.orElse(null);
            return this;
        }

        public Builder notPurged(Purge purge) {
            notPurged = purge;
            return this;
        }

        /** The failure, of the class that its status says. */
        public CdnException build() {
            if (tooOften) {
                return new CdnRateException(this);
            }
            return switch (status) {
                case 401, 403 -> new CdnAccessException(this);
                case 404 -> new CdnNotFoundException(this);
                case TOO_MANY_REQUESTS -> new CdnRateException(this);
                default ->
                    status == NO_ANSWER || status >= SERVER_ERROR || (unreadable && status / 100 == 2)
                            ? new CdnUnavailableException(this)
                            : new CdnException(this);
            };
        }
    }
}
