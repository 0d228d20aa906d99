package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.postgres.snapshot.SchemaFilter;
import dev.seaworthy.backup.database.postgres.snapshot.Snapshot;
import dev.seaworthy.backup.database.postgres.snapshot.Table;
import dev.seaworthy.backup.database.postgres.snapshot.Tables;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A database that a dump goes into: what it holds. */
final class PostgresDatabase {
    private static final String SOMETHING = """
            SELECT string_agg(name, ', ') FROM (
              SELECT format('%I.%I', n.nspname, c.relname) AS name
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND c.relpersistence <> 't'
                AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::regclass
                  AND d.objid = c.oid AND d.deptype = 'e')
              ORDER BY 1 LIMIT 5) found
            """;

    private final PostgresConnection connection;

    PostgresDatabase(PostgresConnection connection) {
        this.connection = connection;
    }

    /** Some of what it holds, for a message; empty if it holds no table, view or sequence. */
    String contents() throws SQLException {
        try (Snapshot snapshot = connection.snapshot()) {
            return snapshot.rows().text(SOMETHING);
        }
    }

    Set<String> tables() throws SQLException {
        try (Snapshot snapshot = connection.snapshot()) {
            return names(new Tables(snapshot.rows(), SchemaFilter.NONE).list());
        }
    }

    private static Set<String> names(List<Table> tables) {
        return tables.stream().map(table -> table.name().toString()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of all tables but {@code ignored}, unless the dump has them too. */
    Fingerprint fingerprint(Fingerprint dumped, Set<String> ignored) {
        try (Snapshot snapshot = connection.snapshot()) {
            List<Table> tables = new Tables(snapshot.rows(), SchemaFilter.NONE)
                    .list().stream()
                            .filter(table -> isWanted(table.name().toString(), dumped, ignored))
                            .toList();
            return snapshot.fingerprint(tables, SchemaFilter.NONE, dumped.hash());
        } catch (SQLException e) {
            throw new RestoreException("Could not read " + connection + ": " + e.getMessage(), e);
        }
    }

    private static boolean isWanted(String table, Fingerprint dumped, Set<String> ignored) {
        return !ignored.contains(table) || dumped.tables().containsKey(table);
    }
}
