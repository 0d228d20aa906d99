package dev.seaworthy.core.database.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/** How work ends that is all or nothing. What fails at the end does not hide what failed before. */
final class Transactions {
    private Transactions() {}

    /** In autocommit before and after: committed if {@code work} returns and {@code commits}, else rolled back. */
    static <T> T run(Connection connection, boolean commits, Session.Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        End end = () -> {
            connection.rollback(); // of nothing, after a commit
            connection.setAutoCommit(true);
        };
        try (end) {
            T result = work.run();
            if (commits) {
                connection.commit();
            }
            return result;
        }
    }

    /** Within a transaction, whose state of before is had again. */
    static <T> T backToSavepoint(Connection connection, Session.Work<T> work) throws SQLException {
        Savepoint start = connection.setSavepoint();
        End end = () -> {
            connection.rollback(start);
            connection.releaseSavepoint(start);
        };
        try (end) {
            return work.run();
        }
    }

    @FunctionalInterface
    private interface End extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }
}
