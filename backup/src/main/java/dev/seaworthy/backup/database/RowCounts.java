package dev.seaworthy.backup.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of every user table, as one connection sees them.
 *
 * <p>A partitioned table counts by its leaves, an inherited one without its children. Left out are tables of
 * extensions, which a dump leaves to the extension, foreign tables, and materialized views, which a restore computes
 * anew.
 */
final class RowCounts {
    private static final String TABLES = """
            SELECT n.nspname, c.relname
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.relpersistence <> 't'
              AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
              AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_depend d
                WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            """;

    private RowCounts() {}

    static SortedMap<String, Long> of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            SortedMap<String, Long> rows = new TreeMap<>();
            for (TableName table : tables(statement)) {
                rows.put(table.toString(), count(statement, table));
            }
            return rows;
        }
    }

    private static List<TableName> tables(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery(TABLES)) {
            List<TableName> tables = new ArrayList<>();
            while (found.next()) {
                tables.add(new TableName(found.getString(1), found.getString(2)));
            }
            return tables;
        }
    }

    private static long count(Statement statement, TableName table) throws SQLException {
        try (ResultSet count = statement.executeQuery("SELECT count(*) FROM ONLY " + table.sql())) {
            count.next();
            return count.getLong(1);
        }
    }
}
