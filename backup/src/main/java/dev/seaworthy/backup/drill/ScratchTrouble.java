package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.RestoreVerdict.Failed;
import java.util.regex.Pattern;

/** What goes wrong with a scratch server, and says nothing of a backup. */
final class ScratchTrouble {
    /** What programs and the driver say in English whatever the server's language, and the server in its own. */
    private static final Pattern TROUBLE = Pattern.compile("No space left on device|could not extend file"
            + "|connection to server|server closed the connection|could not receive data from server"
            + "|terminating connection|connection attempt failed|Connection to \\S+ refused"
            + "|I/O error occurred while sending to the backend|connection has been closed"
            + "|the database system is |too many clients already|remaining connection slots");

    private ScratchTrouble() {}

    static boolean is(Failed failed) {
        return switch (failed.where()) {
            case SCRATCH -> true;
            case RESTORE, COMPARE -> TROUBLE.matcher(failed.message()).find();
            default -> false;
        };
    }
}
