package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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

    /** A table or a schema that is not there, and a deadlock that the server has found. */
    private static final Set<String> LOST_STATES = Set.of("42P01", "3F000", "40P01");

    private final Attempt attempt;

    LockRace(Attempt attempt) {
        this.attempt = attempt;
    }

    /** One dump of one instant. */
    interface Attempt {
        Dump dumpTo(OutputStream out) throws IOException, SQLException, InterruptedException;
    }

    Dump run(OutputStream out) throws IOException, SQLException, InterruptedException {
        for (int begun = 1; begun < ATTEMPTS; begun++) {
            Begun output = new Begun(out);
            try {
                return attempt.dumpTo(output);
            } catch (DumpException | SQLException e) {
                if (output.written || !isLost(e)) {
                    throw e;
                }
            }
        }
        return attempt.dumpTo(out);
    }

    private static boolean isLost(Exception failure) {
        return failure instanceof SQLException answer
                ? LOST_STATES.contains(String.valueOf(answer.getSQLState()))
                : LOST.matcher(String.valueOf(failure.getMessage())).find();
    }

    /** Knows whether anything was written, which cannot be taken back. */
    private static final class Begun extends FilterOutputStream {
        private boolean written;

        Begun(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            written = true;
            out.write(value);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            written = true;
            out.write(source, offset, length);
        }
    }
}
