package dev.seaworthy.core.deploy.check;

import dev.seaworthy.core.failure.Reason;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a check found, with its evidence. Immutable.
 *
 * @param sentence what was found, in one sentence; where it is not well, what to do. No secret is in it.
 * @param figures what was measured, by name, in the order in which it was added
 */
public record Verdict(Status status, String sentence, Map<String, String> figures) {
    /** @throws IllegalArgumentException if the sentence is blank or more than one line */
    public Verdict {
        Objects.requireNonNull(status, "status");
        if (sentence.isBlank() || sentence.lines().count() > 1) {
            throw new IllegalArgumentException("Verdict \"" + sentence.strip() + "\": say what was found, in one line");
        }
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    public static Verdict passed(String sentence) {
        return new Verdict(Status.PASSED, sentence, Map.of());
    }

    public static Verdict warned(String sentence) {
        return new Verdict(Status.WARNED, sentence, Map.of());
    }

    public static Verdict skipped(String sentence) {
        return new Verdict(Status.SKIPPED, sentence, Map.of());
    }

    public static Verdict inconclusive(String sentence) {
        return new Verdict(Status.INCONCLUSIVE, sentence, Map.of());
    }

    public static Verdict error(String sentence) {
        return new Verdict(Status.ERROR, sentence, Map.of());
    }

    public static Verdict failed(String sentence) {
        return new Verdict(Status.FAILED, sentence, Map.of());
    }

    /**
     * {@link Status#ERROR}, as a check threw this: with the class and the first line of its message, what looks like a
     * credential masked.
     */
    public static Verdict thrown(Throwable thrown) {
        return error("Threw " + reason(thrown));
    }

    /** A message may be computed, and that may throw too. */
    private static String reason(Throwable thrown) {
        try {
            return Reason.of(thrown);
        } catch (Throwable hidden) {
            return thrown.getClass().getName();
        }
    }

    /**
     * The same with one more figure: {@code "age"} and {@code PT3H}, for instance; of a duration, milliseconds count.
     */
    public Verdict with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(figures);
        Object shown = value instanceof Duration time ? time.truncatedTo(ChronoUnit.MILLIS) : value;
        more.put(name, shown.toString());
        return new Verdict(status, sentence, more);
    }
}
