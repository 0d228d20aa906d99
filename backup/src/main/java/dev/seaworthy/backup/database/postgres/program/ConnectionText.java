package dev.seaworthy.backup.database.postgres.program;

/** A database's name as libpq's connection text, which is how {@code --dbname} takes a name that holds {@code =}. */
final class ConnectionText {
    private ConnectionText() {}

    static String ofDatabase(String name) {
        return "dbname='" + name.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
