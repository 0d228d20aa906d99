package dev.seaworthy.core.database.access;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A way to the rows of a table.
 *
 * @param preparation run once its row is in the table, so that the row is here
 */
record Relation(TableName name, List<String> preparation) {
    /**
     * A materialized view is refreshed, as is any that a view may read. A partition is detached and gets a copy of the
     * row, whatever its bounds: its rights stay what they are.
     */
    private static final String WAYS = """
            WITH RECURSIVE root AS (SELECT c.oid FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?),
            part (oid, parent, level) AS (
                SELECT h.inhrelid, h.inhparent, 1 FROM pg_catalog.pg_inherits h JOIN root r ON r.oid = h.inhparent
                UNION ALL SELECT h.inhrelid, h.inhparent, level + 1 FROM pg_catalog.pg_inherits h
                JOIN part p ON p.oid = h.inhparent),
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
                p.oid IS NOT NULL AND c.relkind = 'p',
                CASE WHEN p.oid IS NOT NULL THEN pg_catalog.format('ALTER TABLE %s DETACH PARTITION %s',
                         p.parent::regclass, c.oid::regclass)
                     WHEN c.relkind IN ('v', 'm') THEN m.refresh END,
                CASE WHEN p.oid IS NOT NULL THEN pg_catalog.format(
                         'INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM pg_temp.made_row',
                         c.oid::regclass, s.list, s.list) END
            FROM view v JOIN pg_catalog.pg_class c ON c.oid = v.oid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN columns s CROSS JOIN kept m LEFT JOIN part p ON p.oid = c.oid
            WHERE c.relkind IN ('r', 'p', 'v', 'm')
            ORDER BY (c.oid IN (SELECT oid FROM root)) DESC, p.oid IS NULL, n.nspname, c.relname""";

    /** The table first, then its partitions, then the views of them. */
    static List<Relation> of(Session session, TableName table) throws SQLException {
        return session.query(Relation::read, WAYS, table.schema(), table.name());
    }

    private static Relation read(ResultSet row) throws SQLException {
        TableName name = new TableName(row.getString(1), row.getString(2));
        if (row.getBoolean(3)) {
            throw new DatabaseException(name + " is a partition with partitions: access to such can't be tried");
        }
        return new Relation(
                name,
                Stream.of(row.getString(4), row.getString(5))
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** A row of {@code table} is set aside first where a partition needs a copy. */
    List<String> preparation(TableName table) {
        if (preparation.size() < 2) {
            return preparation;
        }
        return List.of(
                "CREATE TEMPORARY TABLE made_row ON COMMIT DROP AS SELECT * FROM " + table.sql(),
                "DELETE FROM " + table.sql(),
                preparation.get(0),
                preparation.get(1));
    }
}
