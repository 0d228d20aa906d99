package dev.seaworthy.core.schedule.cluster;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A lock that two runs at once can't both have; the server frees it when its connection ends. */
final class Alone {
    private Alone() {}

    static boolean tryLock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_try_advisory_lock(1)")) {
            return result.next() && result.getBoolean(1);
        }
    }
}
