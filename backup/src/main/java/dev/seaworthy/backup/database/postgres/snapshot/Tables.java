package dev.seaworthy.backup.database.postgres.snapshot;

import dev.seaworthy.backup.database.DumpException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tables whose rows a dump holds.
 *
 * <p>A partitioned table counts by its leaves, an inherited one without its children. Left out are tables of
 * extensions, which a dump leaves to the extension but for the rows that the extension says are the user's.
 */
public final class Tables {
    private static final String TABLES = """
            SELECT n.nspname, c.relname,
              (SELECT coalesce(string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname COLLATE "C"), '')
               FROM pg_catalog.pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
              coalesce(x.condition, ''),
              CASE
                WHEN NOT has_schema_privilege(n.oid, 'USAGE') THEN 'no USAGE of its schema'
                WHEN NOT has_table_privilege(c.oid, 'SELECT') THEN 'no SELECT'
                WHEN row_security_active(c.oid) THEN 'row-level security'
                ELSE '' END
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN (
              SELECT unnest(extconfig) AS oid, unnest(extcondition) AS condition FROM pg_catalog.pg_extension
            ) x ON x.oid = c.oid
            WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND %s
              AND (x.oid IS NOT NULL OR NOT EXISTS (
                SELECT FROM pg_catalog.pg_depend d
                WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))
            ORDER BY 1, 2
            """;

    private final Rows rows;
    private final SchemaFilter schemas;

    public Tables(Rows rows, SchemaFilter schemas) {
        this.rows = rows;
        this.schemas = schemas;
    }

    /** By their names. */
    public List<Table> list() throws SQLException {
        return rows.list(
                TABLES.formatted(schemas.accepts("n.nspname")),
                row -> new Table(
                        new TableName(row.getString(1), row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)));
    }

    /** Names all that stand in the way, before anything is dumped. */
    static void requireReadable(List<Table> tables) {
        String obstacles = tables.stream()
                .filter(table -> !table.isReadable())
                .map(table -> table.name() + " (" + table.obstacle() + ")")
                .collect(Collectors.joining(", "));
        if (!obstacles.isEmpty()) {
            throw new DumpException(
                    "Could not dump: the user cannot read all rows of " + obstacles
                            + "; grant it pg_read_all_data and BYPASSRLS, or take the owner of the tables",
                    null);
        }
    }
}
