package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.postgres.DatabaseException;

/** What a move is refused for. */
final class Refusal {
    private Refusal() {}

    static DatabaseException of(Archive archive, String reason) {
        return new DatabaseException("archive move of " + archive.source() + " is refused: " + reason);
    }

    static void unless(boolean met, Archive archive, String reason) {
        if (!met) {
            throw of(archive, reason);
        }
    }
}
