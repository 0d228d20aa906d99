package dev.seaworthy.core.deploy.check;

import java.util.Collection;

/**
 * What follows from a finding. The outcome of several is the worst of them, and of none {@link #CLEAR}.
 *
 * <table>
 * <caption>What follows from which status of a check of which severity</caption>
 * <tr><th>status<th>{@link Severity#BLOCKING}<th>{@link Severity#ADVISORY}<th>{@link Severity#DRY_RUN}
 * <tr><td>{@link Status#PASSED}<td>clear<td>clear<td>clear
 * <tr><td>{@link Status#WARNED}<td>attention<td>attention<td>clear
 * <tr><td>{@link Status#SKIPPED}<td>attention<td>clear<td>clear
 * <tr><td>{@link Status#INCONCLUSIVE}<td>blocked<td>attention<td>clear
 * <tr><td>{@link Status#ERROR}<td>blocked<td>attention<td>clear
 * <tr><td>{@link Status#FAILED}<td>blocked<td>attention<td>clear
 * </table>
 */
public enum Outcome {
    /** Go on. */
    CLEAR,
    /** Go on, and look at it. */
    ATTENTION,
    /** Don't go on. */
    BLOCKED;

    /** The cell of the table above. */
    public static Outcome of(Severity severity, Status status) {
        return switch (severity) {
            case BLOCKING -> ofBlocking(status);
            case ADVISORY -> ofAdvisory(status);
            case DRY_RUN -> CLEAR;
        };
    }

    /** The worst of all. */
    public static Outcome worst(Collection<Outcome> outcomes) {
        return outcomes.stream().reduce(CLEAR, Outcome::or);
    }

    /** The worse of the two. */
    public Outcome or(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }

    private static Outcome ofBlocking(Status status) {
        return switch (status) {
            case PASSED -> CLEAR;
            case WARNED, SKIPPED -> ATTENTION;
            case INCONCLUSIVE, ERROR, FAILED -> BLOCKED;
        };
    }

    private static Outcome ofAdvisory(Status status) {
        return switch (status) {
            case PASSED, SKIPPED -> CLEAR;
            case WARNED, INCONCLUSIVE, ERROR, FAILED -> ATTENTION;
        };
    }
}
