package dev.seaworthy.backup.database.postgres.snapshot;

/**
 * A table with rows of its own.
 *
 * @param columns all of them as SQL, by name: their order may be another where the table was made anew
 * @param condition which of its rows are dumped, as SQL; empty for all
 * @param obstacle why this user cannot read all its rows; empty if it can
 */
public record Table(TableName name, String columns, String condition, String obstacle) {
    boolean isReadable() {
        return obstacle.isEmpty();
    }
}
