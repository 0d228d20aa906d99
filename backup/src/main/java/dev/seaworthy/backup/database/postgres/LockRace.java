package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.DumpOutput;
import dev.seaworthy.backup.database.postgres.snapshot.Snapshot;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dump that begins anew when a table was lost before it was locked: because it was dropped after it was listed, or
 * because somebody asked for it, to empty or to change it, after the snapshot's session had locked it and before
 * {@code pg_dump} did. They wait for the session, {@code pg_dump} waits for them, and the session for {@code pg_dump};
 * once that gives up they go on, and the next attempt begins behind them.
 */
final class LockRace {
    static final int ATTEMPTS = 5;

    /** What {@code pg_dump} says with {@code LC_ALL=C}, whatever the server's language. */
    private static final Pattern LOST = Pattern.compile("query was: LOCK TABLE", Pattern.CASE_INSENSITIVE);

    /** A table or a schema that is not there, a deadlock that the server has found, and {@link Snapshot#REWRITTEN}. */
    private static final Set<String> LOST_STATES = Set.of("42P01", "3F000", "40P01", Snapshot.REWRITTEN);

    private static final Logger LOG = LoggerFactory.getLogger(LockRace.class);

    private final Attempt attempt;

    LockRace(Attempt attempt) {
        this.attempt = attempt;
    }

    /** One dump of one instant. */
    interface Attempt {
        Dump dumpTo(DumpOutput output) throws IOException, SQLException, InterruptedException;
    }

    Dump run(DumpOutput output) throws IOException, SQLException, InterruptedException {
        for (int begun = 1; begun < ATTEMPTS; begun++) {
            LazyOutput begins = new LazyOutput(output);
            try {
                return attempt.dumpTo(begins);
            } catch (DumpException | SQLException e) {
                if (begins.isBegun() || !isLost(e)) {
                    requireOther(e);
                    throw e;
                }
                LOG.info("The dump begins anew, since a table was lost before it was locked: {}", e.getMessage());
            }
        }
        try {
            return attempt.dumpTo(output);
        } catch (DumpException | SQLException e) {
            requireOther(e);
            throw e;
        }
    }

    /** What {@code pg_dump} says of a table that somebody waits for helps nobody. */
    private static void requireOther(Exception failure) {
        if (failure instanceof DumpException && isLost(failure)) {
            throw new DumpException(
                    "Somebody waits to change or empty a table of the dump, and nobody gets at it before him; a dump"
                            + " that has begun cannot begin anew. Back up when no migration runs: "
                            + failure.getMessage(),
                    failure);
        }
    }

    private static boolean isLost(Exception failure) {
        return failure instanceof SQLException answer
                ? LOST_STATES.contains(String.valueOf(answer.getSQLState()))
                : LOST.matcher(String.valueOf(failure.getMessage())).find();
    }
}
