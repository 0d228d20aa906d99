package dev.seaworthy.core.database.access;

import dev.seaworthy.core.database.access.AccessMatrix.Access;
import dev.seaworthy.core.database.access.AccessMatrix.Action;
import dev.seaworthy.core.database.access.AccessMatrix.Owner;
import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every try in one transaction, each from its own savepoint, in a table that holds one row. One thread at a time. */
final class Trial {
    /** {@code not_null_violation}. */
    private static final String NOT_NULL = "23502";

    /** {@code insufficient_privilege}, by grants or by a policy. */
    private static final String FORBIDDEN = "42501";

    /** A view that takes no change: {@code object_not_in_prerequisite_state} and its like, or has no such column. */
    private static final Set<String> IMPOSSIBLE = Set.of("55000", "0A000", "42809", "42703", "428C9");

    /** Integrity constraints, which are looked at once the policies have let a row pass. */
    private static final String CONSTRAINT = "23";

    private static final String COLUMNS = """
            SELECT pg_catalog.quote_ident(attname) FROM pg_catalog.pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum""";

    private final Session session;
    private final Subject subject;

    Trial(Session session, Subject subject) {
        this.session = session;
        this.subject = subject;
    }

    AccessMatrix run(List<Identity> identities) throws SQLException {
        List<Relation> relations = Relation.of(session, subject.table());
        if (relations.isEmpty()) {
            throw new DatabaseException("there is no table " + subject.table());
        }
        for (String statement : subject.given()) {
            session.execute(statement);
        }
        if (session.exists("SELECT 1 FROM " + subject.table().sql() + " LIMIT 1")) {
            throw new DatabaseException("table " + subject.table()
                    + " has rows: access is tried in a database of tests, in an empty table");
        }
        List<Access> accesses = new ArrayList<>();
        for (Relation relation : relations) {
            for (Identity identity : identities) {
                for (Action action : Action.values()) {
                    accesses.add(new Access(
                            relation.name().toString(), identity.role(), action, allowed(relation, identity, action)));
                }
            }
        }
        return new AccessMatrix(accesses);
    }

    private Set<Owner> allowed(Relation relation, Identity identity, Action action) throws SQLException {
        Set<Owner> allowed = EnumSet.noneOf(Owner.class);
        for (Owner owner : Owner.values()) {
            if (isAllowed(relation, identity, action, owner)) {
                allowed.add(owner);
            }
        }
        return allowed;
    }

    /** Nobody's row is nobody's own. */
    private boolean isAllowed(Relation relation, Identity identity, Action action, Owner owner) throws SQLException {
        if (owner == Owner.OWN && (identity.owner().isEmpty() || action == Action.GIVE)) {
            return false;
        }
        String name = relation.name().sql();
        String value = subject.owner(identity, owner);
        String own = subject.owner(identity, Owner.OWN);
        return switch (action) {
            case SELECT -> canSee(relation, identity, value);
            case INSERT -> canChange(relation, identity, null, subject.insert(name, value));
            case UPDATE ->
                canChange(relation, identity, value, subject.update(name, value))
                        || canChange(relation, identity, value, subject.update(name, own))
                        || canChangeColumn(relation, identity, value);
            case DELETE -> canChange(relation, identity, value, "DELETE FROM " + name);
            case GIVE -> !own.equals("NULL") && canChange(relation, identity, own, subject.update(name, value));
        };
    }

    private boolean canSee(Relation relation, Identity identity, String owner) throws SQLException {
        return attempt(
                relation,
                identity,
                owner,
                () -> !session.one("SELECT pg_catalog.count(*) FROM "
                                + relation.name().sql())
                        .equals("0"));
    }

    private boolean canChange(Relation relation, Identity identity, @Nullable String owner, String sql)
            throws SQLException {
        return attempt(relation, identity, owner, () -> session.updateAsIs(sql) > 0);
    }

    /** A right to change may be for some columns alone. */
    private boolean canChangeColumn(Relation relation, Identity identity, String owner) throws SQLException {
        String name = relation.name().sql();
        for (String column : session.query(row -> row.getString(1), COLUMNS, name)) {
            if (canChange(relation, identity, owner, "UPDATE " + name + " SET " + column + " = DEFAULT")) {
                return true;
            }
        }
        return false;
    }

    private boolean attempt(Relation relation, Identity identity, @Nullable String owner, Session.Work<Boolean> work)
            throws SQLException {
        return session.rolledBack(() -> {
            if (!isPrepared(relation, owner)) {
                return false;
            }
            become(identity);
            return isAllowed(relation, identity, work);
        });
    }

    private boolean isAllowed(Relation relation, Identity identity, Session.Work<Boolean> work) throws SQLException {
        try {
            return session.rolledBack(work);
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (FORBIDDEN.equals(state) || IMPOSSIBLE.contains(state)) {
                return false;
            }
            if (state.startsWith(CONSTRAINT)) {
                return true;
            }
            throw new DatabaseException("a try of " + identity + " in " + relation.name() + " failed", e);
        }
    }

    private void become(Identity identity) throws SQLException {
        session.execute("SET LOCAL ROLE " + Identifier.quote(identity.role()));
        for (String statement : identity.statements()) {
            session.execute(statement);
        }
    }

    /** Makes the row, unless there can be none: its owner may not be null. */
    private boolean isPrepared(Relation relation, @Nullable String owner) throws SQLException {
        if (owner != null && !isMade(owner)) {
            return false;
        }
        for (String statement : relation.preparation(subject.table())) {
            session.execute(statement);
        }
        return true;
    }

    private boolean isMade(String owner) throws SQLException {
        try {
            session.execute(subject.insert(subject.table().sql(), owner));
            return true;
        } catch (SQLException e) {
            if (owner.equals("NULL") && NOT_NULL.equals(e.getSQLState())) {
                return false;
            }
            throw new DatabaseException("no row of " + subject.table() + " could be made", e);
        }
    }
}
