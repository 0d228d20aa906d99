package dev.seaworthy.core.database.catalog;

import dev.seaworthy.core.database.postgres.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads tables, partitioned ones and plain ones, by their names. */
public final class Tables {
    private static final String TABLES = """
            SELECT n.nspname, c.relname, c.oid, pg_get_userbyid(c.relowner), c.relrowsecurity, c.relforcerowsecurity,
                   c.reloptions, CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY (?) AND c.relname = ANY (?)""";
    private static final String COLUMNS = """
            SELECT attrelid, attname, format_type(atttypid, atttypmod), attnotnull, attgenerated <> '', attidentity <> ''
            FROM pg_attribute
            WHERE attrelid = ANY (?::oid[]) AND attnum > 0 AND NOT attisdropped
            ORDER BY attrelid, attnum""";
    private static final String PARTITIONS = """
            SELECT i.inhparent, n.nspname, c.relname
            FROM pg_inherits i
            JOIN pg_class p ON p.oid = i.inhparent AND p.relkind = 'p'
            JOIN pg_class c ON c.oid = i.inhrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE i.inhparent = ANY (?::oid[])
            ORDER BY n.nspname, c.relname""";

    private Tables() {}

    /** Those of {@code names} that exist. */
    public static Map<TableName, Table> read(Session session, Collection<TableName> names) throws SQLException {
        if (names.isEmpty()) {
            return Map.of();
        }
        List<Head> heads = session.query(
                Tables::head, TABLES, distinct(names, TableName::schema), distinct(names, TableName::name));
        String[] oids = heads.stream().map(head -> Long.toString(head.oid)).toArray(String[]::new);
        Map<Long, Map<String, Column>> columns = new HashMap<>();
        session.query(
                row -> columns.computeIfAbsent(row.getLong(1), oid -> new LinkedHashMap<>())
                        .put(row.getString(2), column(row)),
                COLUMNS,
                (Object) oids);
        Map<Long, List<TableName>> partitions = new HashMap<>();
        session.query(
                row -> partitions
                        .computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                        .add(new TableName(row.getString(2), row.getString(3))),
                PARTITIONS,
                (Object) oids);
        Map<TableName, Table> tables = new HashMap<>();
        for (Head head : heads) {
            if (names.contains(head.name)) {
                tables.put(head.name, head.table(columns, partitions));
            }
        }
        return tables;
    }

    private static String[] distinct(Collection<TableName> names, java.util.function.Function<TableName, String> part) {
        return names.stream().map(part).distinct().toArray(String[]::new);
    }

    private static Column column(ResultSet row) throws SQLException {
        return new Column(row.getString(2), row.getString(3), row.getBoolean(4), row.getBoolean(5), row.getBoolean(6));
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                new TableName(row.getString(1), row.getString(2)),
                row.getLong(3),
                row.getString(4),
                row.getBoolean(5),
                row.getBoolean(6),
                StorageParameters.of(row.getArray(7)),
                Optional.ofNullable(row.getString(8)));
    }

    private record Head(
            TableName name,
            long oid,
            String owner,
            boolean isSecured,
            boolean isForced,
            Map<String, String> parameters,
            Optional<String> partitionKey) {
        Table table(Map<Long, Map<String, Column>> columns, Map<Long, List<TableName>> partitions) {
            return new Table(
                    name,
                    oid,
                    owner,
                    columns.getOrDefault(oid, Map.of()),
                    isSecured,
                    isForced,
                    parameters,
                    partitionKey,
                    partitions.getOrDefault(oid, List.of()),
                    name);
        }
    }
}
