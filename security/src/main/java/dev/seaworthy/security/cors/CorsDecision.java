package dev.seaworthy.security.cors;

import dev.seaworthy.security.headers.HeaderField;
import dev.seaworthy.security.headers.HeaderSink;
import java.util.List;

/**
 * What to do with one request, and the headers that its response carries whatever becomes of it: 200, 404, 429 or 500.
 * Immutable.
 */
public sealed interface CorsDecision {
    /** Which rule of the policy was not met; they are asked in this order. */
    enum Reason {
        /** {@code Origin} is not among the allowed ones. */
        ORIGIN,
        /** {@code Access-Control-Request-Method} is not, in just this case. */
        METHOD,
        /** One of {@code Access-Control-Request-Headers} is not, or they are too long to be read. */
        HEADERS
    }

    /** The request names no origin; handle it as ever. */
    record NotCors(List<HeaderField> headers) implements CorsDecision {
        public NotCors {
            headers = List.copyOf(headers);
        }
    }

    /** Answer with a status from 200 to 299 and no body; do not run the handler. */
    record Preflight(List<HeaderField> headers) implements CorsDecision {
        public Preflight {
            headers = List.copyOf(headers);
        }
    }

    /** Answer with an error status and no body; do not run the handler. No header says that CORS is known here. */
    record PreflightRefused(Reason reason, List<HeaderField> headers) implements CorsDecision {
        public PreflightRefused {
            headers = List.copyOf(headers);
        }
    }

    /** Handle it; the page may read the answer. */
    record Actual(List<HeaderField> headers) implements CorsDecision {
        public Actual {
            headers = List.copyOf(headers);
        }
    }

    /** Handle it or not, as access control says; the page cannot read the answer. */
    record Refused(Reason reason, List<HeaderField> headers) implements CorsDecision {
        public Refused {
            headers = List.copyOf(headers);
        }
    }

    List<HeaderField> headers();

    /** Whether the answer is complete without the handler. */
    default boolean answersPreflight() {
        return this instanceof Preflight || this instanceof PreflightRefused;
    }

    /** Sets each header, but adds to {@code Vary}, where others have their say too. */
    default void writeTo(HeaderSink sink) {
        List<HeaderField> headers = headers();
        for (int i = 0; i < headers.size(); i++) {
            HeaderField field = headers.get(i);
            if (field.name().equals("Vary")) {
                sink.add(field.name(), field.value());
            } else {
                sink.set(field.name(), field.value());
            }
        }
    }
}
