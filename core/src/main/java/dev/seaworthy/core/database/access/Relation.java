package dev.seaworthy.core.database.access;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A way to the rows of a table.
 *
 * @param opening what lets a row be here
 * @param copy what brings it here; empty where a row of the table is seen
 */
record Relation(TableName name, Optional<String> opening, Optional<String> copy) {
    /**
     * A materialized view is refreshed, as is any that a view may read. A partition or a child by inheritance gets a
     * copy of the row, the partition detached, whatever its bounds: its rights stay what they are. What can't be tried
     * is refused, for a matrix without it would show a table as closed that may be open.
     */
    private static final String WAYS = """
            WITH RECURSIVE root AS (SELECT c.oid FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?),
            part (oid) AS (
                SELECT h.inhrelid FROM pg_catalog.pg_inherits h JOIN root r ON r.oid = h.inhparent
                UNION SELECT h.inhrelid FROM pg_catalog.pg_inherits h JOIN part p ON p.oid = h.inhparent),
            view (oid) AS (
                SELECT oid FROM root UNION SELECT oid FROM part
                UNION SELECT w.ev_class FROM view v JOIN pg_catalog.pg_depend d ON d.refobjid = v.oid
                  AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.classid = 'pg_catalog.pg_rewrite'::regclass
                JOIN pg_catalog.pg_rewrite w ON w.oid = d.objid),
            columns (list) AS (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ')
                FROM pg_catalog.pg_attribute a JOIN root r ON r.oid = a.attrelid
                WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''),
            kept (refresh) AS (
                SELECT pg_catalog.string_agg(pg_catalog.format('REFRESH MATERIALIZED VIEW %s', c.oid::regclass), '; '
                         ORDER BY c.oid)
                FROM view v JOIN pg_catalog.pg_class c ON c.oid = v.oid WHERE c.relkind = 'm')
            SELECT n.nspname, c.relname,
                CASE WHEN c.relkind = 'f' THEN 'a foreign table'
                     WHEN p.oid IS NOT NULL AND c.relkind = 'p' THEN 'a partition with partitions' END,
                CASE WHEN p.oid IS NOT NULL AND c.relispartition THEN (SELECT pg_catalog.format('ALTER TABLE %s DETACH PARTITION %s',
                         h.inhparent::regclass, h.inhrelid::regclass) FROM pg_catalog.pg_inherits h WHERE h.inhrelid = c.oid)
                     WHEN c.relkind IN ('v', 'm') THEN m.refresh END,
                CASE WHEN p.oid IS NOT NULL THEN pg_catalog.format(
                         'INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM pg_temp.made_row',
                         c.oid::regclass, s.list, s.list) END
            FROM view v JOIN pg_catalog.pg_class c ON c.oid = v.oid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN columns s CROSS JOIN kept m LEFT JOIN part p ON p.oid = c.oid
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
            ORDER BY (c.oid IN (SELECT oid FROM root)) DESC, p.oid IS NULL, n.nspname, c.relname""";

    /** The table first, then its partitions, then the views of them. */
    static List<Relation> of(Session session, TableName table) throws SQLException {
        return session.query(Relation::read, WAYS, table.schema(), table.name());
    }

    private static Relation read(ResultSet row) throws SQLException {
        TableName name = new TableName(row.getString(1), row.getString(2));
        if (row.getString(3) != null) {
            throw new DatabaseException(name + " is " + row.getString(3) + ": access to such can't be tried");
        }
        return new Relation(name, Optional.ofNullable(row.getString(4)), Optional.ofNullable(row.getString(5)));
    }

    /**
     * What is run once there is a row in {@code table}, so that it is here: where a copy is needed, it is set aside.
     */
    List<String> preparation(TableName table) {
        Stream<String> aside = copy.isEmpty()
                ? Stream.of()
                : Stream.of(
                        "CREATE TEMPORARY TABLE made_row ON COMMIT DROP AS SELECT * FROM " + table.sql(),
                        "DELETE FROM " + table.sql());
        return Stream.of(aside, opening.stream(), copy.stream())
                .flatMap(statements -> statements)
                .toList();
    }
}
