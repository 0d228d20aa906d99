package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.DumpOutput;
import dev.seaworthy.backup.database.postgres.snapshot.Snapshot;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

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
                    throw e;
                }
            }
        }
        return attempt.dumpTo(output);
    }

    private static boolean isLost(Exception failure) {
        return failure instanceof SQLException answer
                ? LOST_STATES.contains(String.valueOf(answer.getSQLState()))
                : LOST.matcher(String.valueOf(failure.getMessage())).find();
    }
}
