package dev.seaworthy.backup.database.postgres.program;

import java.util.List;

/** The one error that a newer {@code pg_restore} makes on an older server, word for word, with {@code LC_ALL=C}. */
final class UnknownSetting {
    private static final List<String> EXPECTED = List.of(
            "pg_restore: while INITIALIZING:",
            "pg_restore: error: could not execute query: ERROR:  unrecognized configuration parameter"
                    + " \"transaction_timeout\"",
            "Command was: SET transaction_timeout = 0;",
            "pg_restore: warning: errors ignored on restore: 1");

    private UnknownSetting() {}

    static boolean isAllThatFailed(String errors) {
        return errors.lines().filter(line -> !line.isBlank()).toList().equals(EXPECTED);
    }
}
