package dev.seaworthy.core.database.maintenance;

import dev.seaworthy.core.database.catalog.IndexWork;
import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Builds a table's indexes anew. What a build that failed has left is dropped before and after. */
record Reindex(TableName table) implements Task {
    /** Invalid indexes of the table, of its partitions and of what they keep out of line, whose base is there. */
    private static final String LEFT = """
            WITH RECURSIVE family AS (
              SELECT c.oid, c.reltoastrelid FROM pg_class c WHERE c.oid = ?::regclass
              UNION ALL
              SELECT c.oid, c.reltoastrelid
              FROM family f JOIN pg_inherits i ON i.inhparent = f.oid JOIN pg_class c ON c.oid = i.inhrelid)
            SELECT n.nspname, c.relname
            FROM family f
            JOIN pg_index x ON x.indrelid IN (f.oid, f.reltoastrelid)
            JOIN pg_class c ON c.oid = x.indexrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT x.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$'
              AND EXISTS (SELECT 1 FROM pg_index y JOIN pg_class b ON b.oid = y.indexrelid
                          WHERE y.indrelid = x.indrelid
                            AND b.relname = regexp_replace(c.relname, '_cc(new|old)[0-9]*$', ''))
              AND NOT %s""".formatted(IndexWork.IS_RUNNING);

    @Override
    public Optional<String> command() {
        return Optional.of("REINDEX TABLE CONCURRENTLY " + table.sql());
    }

    @Override
    public List<TableName> tables() {
        return List.of(table);
    }

    @Override
    public void run(DataSource dataSource) throws SQLException {
        try (Session session = Turn.open(dataSource)) {
            dropLeftovers(session);
            build(session);
        }
    }

    private void build(Session session) throws SQLException {
        try {
            session.execute("REINDEX TABLE CONCURRENTLY " + table.sql());
        } catch (SQLException e) {
            try {
                dropLeftovers(session);
            } catch (SQLException left) {
                e.addSuppressed(left); // the next run drops it
            }
            throw e;
        }
    }

    private void dropLeftovers(Session session) throws SQLException {
        List<TableName> left =
                session.query(row -> new TableName(row.getString(1), row.getString(2)), LEFT, table.sql());
        for (TableName index : left) {
            session.execute("DROP INDEX CONCURRENTLY IF EXISTS " + index.sql());
        }
    }
}
