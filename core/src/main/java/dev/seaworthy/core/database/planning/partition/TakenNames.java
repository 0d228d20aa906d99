package dev.seaworthy.core.database.planning.partition;

import dev.seaworthy.core.database.catalog.Session;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Names of a schema that something bears already, be it a table, an index, a view or a sequence. */
final class TakenNames {
    private static final String TAKEN = """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ANY (?)""";

    private TakenNames() {}

    /** Those of {@code names}, sorted. */
    static Set<String> of(Session session, String schema, Collection<String> names) throws SQLException {
        return new TreeSet<>(session.query(row -> row.getString(1), TAKEN, schema, names.toArray(String[]::new)));
    }
}
