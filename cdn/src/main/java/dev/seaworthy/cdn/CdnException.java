package dev.seaworthy.cdn;

import dev.seaworthy.core.SeaworthyException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A CDN refused a call, or could not be reached. Immutable. */
public final class CdnException extends SeaworthyException {
    private static final long serialVersionUID = 1L;
    private static final int NO_ANSWER = 0;

    private final int status;
    private final int[] codes;
    private final @Nullable String rayId;
    private final transient @Nullable Purge notPurged;

    private CdnException(Builder builder) {
        super(builder.message, builder.cause);
        status = builder.status;
        codes = builder.codes;
        rayId = builder.rayId;
        notPurged = builder.notPurged;
    }

    public static Builder builder(String message) {
        return new Builder(message);
    }

    /** The HTTP status of the last answer; empty if there was none. */
    public OptionalInt status() {
        return status == NO_ANSWER ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** The CDN's own error codes. */
    public List<Integer> codes() {
        return Arrays.stream(codes).boxed().toList();
    }

    /** Cloudflare's name of the request, which its support asks for. */
    public Optional<String> rayId() {
        return Optional.ofNullable(rayId);
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
        private int[] codes = {};
        private @Nullable String rayId;
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

        public Builder codes(List<Integer> errorCodes) {
            codes = errorCodes.stream().mapToInt(Integer::intValue).toArray();
            return this;
        }

        public Builder rayId(@Nullable String id) {
            rayId = id;
            return this;
        }

        public Builder notPurged(Purge purge) {
            notPurged = purge;
            return this;
        }

        public CdnException build() {
            return new CdnException(this);
        }
    }
}
