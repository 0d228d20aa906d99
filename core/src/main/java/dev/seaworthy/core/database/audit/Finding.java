package dev.seaworthy.core.database.audit;

import java.util.Optional;

/**
 * One fault of one object. It never quotes a row, a statement of a session, or a password. Immutable.
 *
 * @param object what it is about, as SQL writes it: {@code app."Order"}
 * @param fix one statement, or several with one a line, each ended by {@code ;}. To be run one by one and outside of a
 *     transaction, for some are {@code CONCURRENTLY}. Empty where a person has to decide
 */
public record Finding(Rule rule, Severity severity, String object, String why, Optional<String> fix) {
    /** As the report prints it. */
    @Override
    public String toString() {
        String lines = why + fix.map(sql -> "\n" + sql).orElse("").replace("\n", "\n  ");
        return "%-8s  %s  %s%n  ".formatted(severity, rule.title(), object) + lines;
    }
}
