package dev.seaworthy.core.config;

import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;

/**
 * One thing that is wrong with an environment. Immutable.
 *
 * @param subject the exact name of the variable, or the file and line that can't be read
 * @param source where the value came from, such as {@code process environment} or {@code .env:12}; empty when missing
 * @param rule what was asked for; never the value
 */
public record Problem(Kind kind, String subject, String source, String rule) {
    static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::kind).thenComparing(Problem::subject).thenComparing(Problem::rule);

    public Problem {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(rule, "rule");
    }

    /** The groups of a report, in its order. */
    public enum Kind {
        UNREADABLE,
        MISSING,
        INVALID
    }

    /** One line of a report. */
    @Override
    public String toString() {
        String line = "%-10s  %s: %s".formatted(kind.name().toLowerCase(Locale.ROOT), subject, rule);
        return source.isEmpty() ? line : line + " (from " + source + ")";
    }
}
