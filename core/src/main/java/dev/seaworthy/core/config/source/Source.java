package dev.seaworthy.core.config.source;

import dev.seaworthy.core.config.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A place that variables are read from, as it was when it was opened. */
public interface Source {
    /** What the variable is set to here, empty text included. */
    Optional<Found> find(String variable) throws Unreadable;

    /** The variables set here, as far as that can be told without being asked for each. */
    default Set<String> names() {
        return Set.of();
    }

    /** Whether {@code PATH} and {@code Path} are two variables here. */
    default boolean tellsCases() {
        return true;
    }

    /** Why production does not read it, if it does not. */
    default Optional<Problem> refusedInProduction() {
        return Optional.empty();
    }

    /** What of it can't be read. */
    default List<Problem> problems() {
        return List.of();
    }
}
