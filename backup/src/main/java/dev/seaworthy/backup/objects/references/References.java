package dev.seaworthy.backup.objects.references;

import dev.seaworthy.core.database.postgres.DatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a query names, each key once, in the order of keys, a page in memory. One thread. */
final class References implements Iterator<Reference>, AutoCloseable {
    private static final int PAGE = 1000;
    private static final String TIME = "timestamptz";

    private final PreparedStatement statement;
    private final ResultSet rows;
    private @Nullable Reference next;

    private References(PreparedStatement statement) throws SQLException {
        this.statement = statement;
        statement.setFetchSize(PAGE);
        rows = statement.executeQuery();
        next = read();
    }

    /** @param connection with an open transaction, without which all rows would be in memory */
    static References of(Connection connection, String query) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(ordered(query, hasTimes(connection, query)));
        boolean opened = false;
        try {
            References references = new References(statement);
            opened = true;
            return references;
        } finally {
            if (!opened) {
                statement.close();
            }
        }
    }

    private static boolean hasTimes(Connection connection, String query) throws SQLException {
        try (PreparedStatement described = connection.prepareStatement(query)) {
            ResultSetMetaData columns = described.getMetaData();
            if (columns == null || columns.getColumnCount() > 2) {
                throw new DatabaseException("the query of references must give the key of an object, and at most the "
                        + TIME + " of its row beside it");
            }
            if (columns.getColumnCount() == 2 && !columns.getColumnTypeName(2).equals(TIME)) {
                throw new DatabaseException("the second column of the query of references must be a " + TIME
                        + ", the time of the row; it is " + columns.getColumnTypeName(2));
            }
            return columns.getColumnCount() == 2;
        }
    }

    /** The lines of the query's own: its last may end with a comment. */
    private static String ordered(String query, boolean hasTimes) {
        return """
                SELECT object_key, %s
                FROM (SELECT referenced.object_key::text, %s FROM (
                %s
                ) AS referenced (object_key%s)) AS keyed (object_key, since)
                WHERE object_key IS NOT NULL
                GROUP BY object_key
                ORDER BY convert_to(object_key, 'UTF8')
                """.formatted(
                        hasTimes ? "CASE WHEN count(since) = count(*) THEN min(since) END" : "min(since)",
                        hasTimes ? "referenced.since" : "NULL::" + TIME,
                        query,
                        hasTimes ? ", since" : "");
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Reference next() {
        Reference found = next;
        if (found == null) {
            throw new NoSuchElementException();
        }
        try {
            next = read();
        } catch (SQLException e) {
            throw new DatabaseException("the references to objects could not be read", e);
        }
        return found;
    }

    private @Nullable Reference read() throws SQLException {
        return rows.next() ? new Reference(rows.getString(1), since()) : null;
    }

    private Optional<Instant> since() throws SQLException {
        return Optional.ofNullable(rows.getObject(2, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
