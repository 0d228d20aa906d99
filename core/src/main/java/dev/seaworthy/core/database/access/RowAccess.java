package dev.seaworthy.core.database.access;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A test of row-level security: each identity tries to see, insert, change, delete and give away its own row,
 * another's, and one without an owner, in a table, in each of its partitions and children by inheritance directly, and
 * through each view of it. Immutable, and safe for use by many threads.
 *
 * <p>It is for a database of tests: the table must be empty, and is locked meanwhile. All of it is one transaction that
 * is rolled back. Name the owner of the table as an identity too, if that role can log in: policies that are not forced
 * do not hold for it.
 */
public final class RowAccess {
    private final Subject subject;
    private final List<Identity> identities;

    private RowAccess(Subject subject, List<Identity> identities) {
        this.subject = subject;
        this.identities = identities;
    }

    /** A test of a table: {@code content}, or {@code app.content}; see {@link TableName#of}. */
    public static Builder of(String table) {
        return new Builder(TableName.of(table));
    }

    /**
     * Tries everything, over a connection of a superuser, who makes the rows.
     *
     * @throws DatabaseException if there is no connection, if the table is not empty or no row could be made, if a
     *     partition is foreign or has partitions, or if a try failed for another reason than a missing right
     */
    public AccessMatrix test(DataSource dataSource) {
        try (Session session = Session.lookInto(dataSource)) {
            return session.asCaller(() -> new Trial(session, subject).run(identities));
        } catch (SQLException e) {
            throw new DatabaseException("access to rows of " + subject.table() + " could not be tried", e);
        }
    }

    /** What must be given: the owner's column, another owner, and one identity or more. One thread at a time. */
    public static final class Builder {
        private final TableName table;
        private @Nullable String owner;
        private @Nullable String other;
        private final Map<String, String> values = new LinkedHashMap<>();
        private final List<String> given = new ArrayList<>();
        private final List<Identity> identities = new ArrayList<>();

        private Builder(TableName table) {
            this.table = table;
        }

        /** The column that says whose a row is. */
        public Builder ownedBy(String column) {
            owner = column;
            return this;
        }

        /** What the owner's column holds in a row of somebody else, as text. */
        public Builder otherOwner(String value) {
            other = value;
            return this;
        }

        /** What else a row needs, as SQL: {@code value("created_at", "now()")}. */
        public Builder value(String column, String sql) {
            values.put(column, sql);
            return this;
        }

        /** A statement that is run before all: {@code given("INSERT INTO users VALUES (7), (8)")}. */
        public Builder given(String sql) {
            given.add(sql);
            return this;
        }

        public Builder as(Identity identity) {
            identities.add(identity);
            return this;
        }

        /**
         * The test.
         *
         * @throws IllegalArgumentException if something is missing
         */
        public RowAccess build() {
            if (owner == null || other == null || identities.isEmpty()) {
                throw new IllegalArgumentException("test of access to " + table + " needs ownedBy, otherOwner and as");
            }
            if (identities.stream().anyMatch(identity -> identity.owner().equals(other))) {
                throw new IllegalArgumentException("otherOwner must be nobody who asks: test of access to " + table);
            }
            return new RowAccess(
                    new Subject(table, owner, other, new LinkedHashMap<>(values), List.copyOf(given)),
                    List.copyOf(identities));
        }
    }
}
