package dev.seaworthy.core.database.planning.index;

import dev.seaworthy.core.database.catalog.IndexWork;
import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An index as the catalog has it.
 *
 * @param definition what follows {@code USING}, as PostgreSQL writes it, with {@code UNIQUE} before it if it is, and
 *     {@code DEFERRABLE UNIQUE} if its constraint may be checked later, so that no foreign key can refer to it
 * @param constraint the primary key, unique or exclusion constraint that it serves
 * @param parent the index of a partitioned table that it is attached to
 * @param isInWork whether a session builds or drops it right now
 */
record LiveIndex(
        long tableOid,
        TableName name,
        boolean isValid,
        String definition,
        Optional<String> constraint,
        Optional<String> parent,
        boolean isInWork) {
    private static final String INDEXES = """
            SELECT x.indrelid, n.nspname, c.relname, x.indisvalid AND x.indisready AND x.indislive,
                   CASE WHEN NOT x.indisunique THEN '' WHEN x.indimmediate THEN 'UNIQUE ' ELSE 'DEFERRABLE UNIQUE ' END,
                   pg_get_indexdef(x.indexrelid), quote_ident(t.relname),
                   (SELECT k.conname FROM pg_constraint k
                    WHERE k.conrelid = x.indrelid AND k.conindid = x.indexrelid
                      AND k.contype IN ('p', 'u', 'x') LIMIT 1),
                   (SELECT p.relname FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent
                    WHERE h.inhrelid = x.indexrelid LIMIT 1),
                   %s
            FROM pg_index x
            JOIN pg_class c ON c.oid = x.indexrelid
            JOIN pg_class t ON t.oid = x.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE x.indrelid = ANY (?::oid[])
            ORDER BY n.nspname, c.relname""".formatted(IndexWork.IS_RUNNING);

    static List<LiveIndex> read(Session session, Collection<Long> tables) throws SQLException {
        String[] oids = tables.stream().map(String::valueOf).toArray(String[]::new);
        return session.query(LiveIndex::of, INDEXES, (Object) oids);
    }

    private static LiveIndex of(ResultSet row) throws SQLException {
        return new LiveIndex(
                row.getLong(1),
                new TableName(row.getString(2), row.getString(3)),
                row.getBoolean(4),
                definition(row.getString(5), row.getString(6), row.getString(7)),
                Optional.ofNullable(row.getString(8)),
                Optional.ofNullable(row.getString(9)),
                row.getBoolean(10));
    }

    /** {@code CREATE INDEX n ON ONLY s.t USING btree (a)} → {@code USING btree (a)}. */
    private static String definition(String kind, String text, String table) {
        String start = "." + table + " USING ";
        return kind + text.substring(text.indexOf(start) + start.length() - "USING ".length());
    }
}
