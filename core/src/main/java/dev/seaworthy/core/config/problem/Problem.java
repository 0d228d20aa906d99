package dev.seaworthy.core.config.problem;

import dev.seaworthy.core.config.text.Line;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;

/**
 * One thing that is wrong with an environment. Immutable; no part of it holds the value of a variable, and none forges
 * a line of a log: U+FFFD stands for each control and format character.
 *
 * @param subject the exact name of the variable, or what else is wrong: a file with its line, a record
 * @param source where the value came from, such as {@code process environment} or {@code .env:12}; empty when missing
 * @param rule what was asked for
 * @param hint what may mend it; may be empty
 * @param example a text that would do; may be empty, and is for a secret
 */
public record Problem(Code code, String subject, String source, String rule, String hint, String example)
        implements Serializable {
    /** By group, subject and rule. */
    public static final Comparator<Problem> ORDER = Comparator.comparing((Problem problem) -> problem.code.kind())
            .thenComparing(Problem::subject)
            .thenComparing(Problem::rule);

    public Problem {
        Objects.requireNonNull(code, "code");
        subject = Line.of(Objects.requireNonNull(subject, "subject"));
        source = Line.of(Objects.requireNonNull(source, "source"));
        rule = Line.of(Objects.requireNonNull(rule, "rule"));
        hint = Line.of(Objects.requireNonNull(hint, "hint"));
        example = Line.of(Objects.requireNonNull(example, "example"));
    }

    public static Problem of(Code code, String subject, String rule) {
        return new Problem(code, subject, "", rule, "", "");
    }

    public Problem withSource(String from) {
        return new Problem(code, subject, from, rule, hint, example);
    }

    public Problem withHint(String text) {
        return new Problem(code, subject, source, rule, text, example);
    }

    public Problem withExample(String text) {
        return new Problem(code, subject, source, rule, hint, text);
    }

    /** One line of a report. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(subject).append(": ").append(rule);
        if (!example.isEmpty()) {
            line.append(", such as ").append(example);
        }
        if (!source.isEmpty()) {
            line.append(" (from ").append(source).append(')');
        }
        if (!hint.isEmpty()) {
            line.append("; ").append(hint);
        }
        return line.toString();
    }
}
