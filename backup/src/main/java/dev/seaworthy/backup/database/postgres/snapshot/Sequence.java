package dev.seaworthy.backup.database.postgres.snapshot;

import dev.seaworthy.backup.fingerprint.SequencePosition;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A sequence, before its position is known. */
record Sequence(TableName name, boolean descending, boolean cycles) {
    static Sequence of(ResultSet row) throws SQLException {
        return new Sequence(new TableName(row.getString(1), row.getString(2)), row.getBoolean(3), row.getBoolean(4));
    }

    SequencePosition position(Rows rows) throws SQLException {
        return rows.one(
                "SELECT last_value, is_called FROM " + name.sql(),
                row -> new SequencePosition(row.getLong(1), row.getBoolean(2), descending, cycles));
    }
}
