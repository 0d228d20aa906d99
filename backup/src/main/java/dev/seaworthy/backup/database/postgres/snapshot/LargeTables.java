package dev.seaworthy.backup.database.postgres.snapshot;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables that are large enough to be dumped apart from the others, by their size on disk without indexes; each
 * partition by itself. None of an extension, whose rows a dump leaves to the extension or takes by its condition.
 */
final class LargeTables {
    /** So many programs and objects are enough; the largest come first. */
    private static final int MOST = 1000;

    private static final String SIZED = """
            SELECT nspname, relname FROM (
              SELECT n.nspname, c.relname, pg_catalog.pg_table_size(c.oid) AS bytes
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND %s
                AND NOT EXISTS (
                  SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            ) sized
            WHERE bytes >= %d
            ORDER BY bytes DESC, nspname, relname
            LIMIT %d
            """;

    private final Rows rows;
    private final SchemaFilter schemas;

    LargeTables(Rows rows, SchemaFilter schemas) {
        this.rows = rows;
        this.schemas = schemas;
    }

    /** Of these tables, which are locked: those of so many bytes or more. */
    List<TableName> list(List<Table> locked, long bytes) throws SQLException {
        Set<TableName> names = new HashSet<>(locked.stream().map(Table::name).toList());
        return rows
                .list(
                        SIZED.formatted(schemas.accepts("n.nspname"), bytes, MOST),
                        row -> new TableName(row.getString(1), row.getString(2)))
                .stream()
                .filter(names::contains)
                .toList();
    }
}
