package dev.seaworthy.backup.objects.references;

import dev.seaworthy.backup.objects.reading.Merge;
import dev.seaworthy.backup.objects.snapshot.SnapshotObject;
import dev.seaworthy.core.database.postgres.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Compares the objects that rows of a PostgreSQL name with those of a snapshot of a bucket, side by side in the order
 * of their keys, so that neither is ever in memory. Safe for use by many threads.
 *
 * <p><b>What it finds</b>: each key that a row names and the snapshot lacks, and each object that no row names. Ask the
 * database that a restore has made, and you know before anybody uses it which files it will not find.
 *
 * <p><b>Not covered</b>: contents; those are what {@code verify} reads. Backups of a database and of a bucket are of
 * two moments, so what came between them differs: {@link #compare(Stream, Instant)} leaves that out.
 */
public final class ReferenceCheck {
    private final DataSource database;
    private final String query;

    private ReferenceCheck(DataSource database, String query) {
        this.database = Objects.requireNonNull(database, "database");
        this.query = Objects.requireNonNull(query, "query");
    }

    /**
     * A check by this query.
     *
     * @param query a {@code SELECT} without a semicolon at its end, whose first column is the key of an object, with
     *     rows of {@code NULL} passed over, and whose second, if there is one, is the {@code timestamptz} at which the
     *     row was written. It is run as it is, in a transaction that may only read: never put a user's words into it.
     */
    public static ReferenceCheck of(DataSource database, String query) {
        return new ReferenceCheck(database, query);
    }

    /**
     * Compares all.
     *
     * @param objects those of a snapshot, as {@code BucketBackups.entries} gives them; closed by this
     * @throws DatabaseException if the query cannot be run, or has other columns
     */
    public ReferenceReport compare(Stream<SnapshotObject> objects) {
        return compare(objects, Instant.MAX);
    }

    /**
     * Compares what is older than a time.
     *
     * @param objects those of a snapshot, as {@code BucketBackups.entries} gives them; closed by this
     * @param settledBefore when a row or an object was written at the latest to count, if it stands alone; for backups
     *     the earlier of their two beginnings, less the time that a user's upload takes to get its row. A row without a
     *     time counts always.
     * @throws DatabaseException if the query cannot be run, or has other columns
     */
    public ReferenceReport compare(Stream<SnapshotObject> objects, Instant settledBefore) {
        try (objects;
                Connection connection = database.getConnection()) {
            boolean committing = connection.getAutoCommit();
            boolean readOnly = connection.isReadOnly();
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            try (References references = References.of(connection, query)) {
                return compare(references, objects.iterator(), new Tally(settledBefore));
            } finally {
                connection.rollback();
                connection.setReadOnly(readOnly);
                connection.setAutoCommit(committing);
            }
        } catch (SQLException e) {
            throw new DatabaseException("the references to objects could not be read", e);
        }
    }

    private static ReferenceReport compare(References references, Iterator<SnapshotObject> objects, Tally tally) {
        Merge.of(references, Reference::key, objects, object -> object.object().key(), tally::found);
        return tally.report();
    }

    @Override
    public String toString() {
        return "Check of references to objects";
    }
}
