package dev.seaworthy.core.database.plan;

import dev.seaworthy.core.database.postgres.LockMode;
import java.util.List;
import java.util.Optional;

/**
 * What is sent at once: one statement by itself, or several in one transaction. Immutable.
 *
 * @param statements the exact SQL, without semicolons
 * @param isAlone whether it must run outside a transaction, as {@code CREATE INDEX CONCURRENTLY} must
 * @param lock the strongest lock that it takes on a table in use, held to its end
 * @param on what the lock is on, as people say it: {@code public.content}
 * @param isLong whether its time grows with the data; what is not takes as long as a change of the catalog takes
 * @param ifItDies what is left if it is cut off, and finds its end in the next run
 * @param cleanUp a statement that takes away what a failed attempt has left
 * @param resume a statement that ends what a failed attempt has begun, instead of a new attempt
 */
public record Step(
        List<String> statements,
        boolean isAlone,
        LockMode lock,
        String on,
        boolean isLong,
        String ifItDies,
        Optional<String> cleanUp,
        Optional<String> resume) {
    private static final String NOTHING = "nothing is left";

    public Step {
        statements = List.copyOf(statements);
        if (statements.isEmpty() || (isAlone && statements.size() > 1)) {
            throw new IllegalArgumentException(
                    "step must have a statement, and one alone if it is alone: " + statements);
        }
    }

    /** Statements of one transaction, of which nothing is left if it is cut off. */
    public static Step together(LockMode lock, Object on, List<String> statements) {
        return new Step(statements, false, lock, on.toString(), false, NOTHING, Optional.empty(), Optional.empty());
    }

    /** One statement in a transaction of its own. */
    public static Step of(LockMode lock, Object on, String statement) {
        return together(lock, on, List.of(statement));
    }

    /** One statement outside a transaction, whose time grows with the data. */
    public static Step alone(LockMode lock, Object on, String statement, String ifItDies) {
        return new Step(
                List.of(statement), true, lock, on.toString(), true, ifItDies, Optional.empty(), Optional.empty());
    }

    /** The same, known to take the longer the more rows there are. */
    public Step takingLong() {
        return new Step(statements, isAlone, lock, on, true, ifItDies, cleanUp, resume);
    }

    /** The same, with a statement that takes away what a failed attempt has left. */
    public Step cleanedBy(String statement) {
        return new Step(statements, isAlone, lock, on, isLong, ifItDies, Optional.of(statement), resume);
    }

    /** The same, with a statement that ends what a failed attempt has begun, and is tried first from then on. */
    public Step resumedBy(String statement) {
        return new Step(statements, isAlone, lock, on, isLong, ifItDies, cleanUp, Optional.of(statement));
    }

    /** {@code locks public.content: SHARE UPDATE EXCLUSIVE; reads and writes go on}. */
    public String lockLine() {
        if (lock == LockMode.NONE) {
            return "locks no table";
        }
        return "locks " + on + ": " + lock.sql() + "; " + whoWaits();
    }

    private String whoWaits() {
        if (lock.blocksReads()) {
            return isLong ? "reads and writes wait until it ends" : "reads and writes wait for a moment";
        }
        if (lock.blocksWrites()) {
            return isLong ? "writes wait until it ends" : "writes wait for a moment";
        }
        return "reads and writes go on";
    }
}
