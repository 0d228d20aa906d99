package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at both tables before the first row moves, and refuses what would lose, change or hide rows. */
final class Check {
    private static final Set<String> TIME_TYPES =
            Set.of("timestamp with time zone", "timestamp without time zone", "date");

    /** 16 MB are read in milliseconds: no index is asked for. */
    private static final long SMALL_BYTES = 16L * 1024 * 1024;

    private final Session session;
    private final Archive archive;
    private final Tuning tuning;

    private Check(Session session, Archive archive, Tuning tuning) {
        this.session = session;
        this.archive = archive;
        this.tuning = tuning;
    }

    /** In a transaction of its own that is rolled back. */
    static Move move(Session session, Archive archive, Tuning tuning) throws SQLException {
        return Settings.of(tuning).look(session, () -> new Check(session, archive, tuning).move());
    }

    private Move move() throws SQLException {
        long source = table(archive.source(), "r");
        long target = table(archive.target(), "rp");
        none("it is inherited from by ", ", and rows of those would stay", Guards.children(archive.source()));
        Map<String, Column> columns = Column.of(session, source);
        String timeType = timeType(columns);
        List<String> moved = new ColumnMatch(archive, columns, Column.of(session, target)).moved();
        none("foreign keys point at the source: ", "; drop them first", Guards.foreignKeys(archive.source()));
        none("rules stand in the way: ", "; drop them first", Guards.rules(archive.source(), archive.target()));
        none(
                "triggers would fire: ",
                "; allow each that may, by allowTrigger(name)",
                Guards.triggers(archive.source(), archive.target(), tuning.allowedTriggers()));
        boolean isIndexed = isIndexed(source);
        String shape = session.one(Move.shapeSql(archive.source()));
        Move move = new Move(archive, shape, moved, timeType, predicate(), isIndexed);
        tryOut(move);
        return move;
    }

    private long table(TableName name, String kinds) throws SQLException {
        List<String[]> found = session.query(
                row -> new String[] {row.getString(1), row.getString(2)},
                "SELECT c.oid, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relname = ?",
                name.schema(),
                name.name());
        refuseUnless(!found.isEmpty(), "there is no table " + name);
        String kind = found.get(0)[1];
        refuseUnless(
                !kind.equals("p") || kinds.contains("p"),
                name + " is partitioned: detach its old partitions instead, which moves no row");
        refuseUnless(kinds.contains(kind), name + " is not a table");
        return Long.parseLong(found.get(0)[0]);
    }

    private String timeType(Map<String, Column> columns) {
        Column time = columns.get(archive.timeColumn());
        if (time == null) {
            throw Refusal.of(archive, "the source has no column " + archive.timeColumn());
        }
        String type = time.type().replaceFirst("\\(\\d\\)", "");
        refuseUnless(
                TIME_TYPES.contains(type),
                "column " + time.name() + " is a " + type + "; it must be a timestamptz, a timestamp or a date");
        return type;
    }

    private boolean isIndexed(long source) throws SQLException {
        boolean isIndexed = session.exists(Guards.timeIndex(archive));
        if (!isIndexed && !tuning.scans()) {
            long bytes = Long.parseLong(session.one("SELECT pg_relation_size(?::oid)", source));
            refuseUnless(
                    bytes <= SMALL_BYTES,
                    "no index of the source begins with " + archive.timeColumn() + ", so that each batch would read the"
                            + " whole table; CREATE INDEX CONCURRENTLY, or allowScan()");
        }
        return isIndexed;
    }

    /** Has the server judge the predicate as that of an index on an empty table alike, and spell it. */
    private String predicate() throws SQLException {
        String name = Identifier.quote(archive.source().name());
        String time = Identifier.quote(archive.timeColumn());
        try {
            session.execute("CREATE TEMPORARY TABLE " + name + " (LIKE "
                    + archive.source().sql() + ")");
            session.execute("CREATE INDEX seaworthy_predicate ON pg_temp." + name + " (" + time + ") WHERE ("
                    + archive.predicate() + ")");
            return session.first("SELECT pg_get_expr(indpred, indrelid) FROM pg_index WHERE indexrelid ="
                            + " 'pg_temp.seaworthy_predicate'::regclass")
                    .orElse(Archive.EVERY_ROW);
        } catch (SQLException e) {
            throw new DatabaseException(
                    "archive move of " + archive.source()
                            + " is refused: its predicate must be what an index predicate may"
                            + " be (immutable, without a subquery)",
                    e);
        }
    }

    /** The server's own view of types, rights and row-level security, without a row. */
    private void tryOut(Move move) throws SQLException {
        String beginning = move.time(Move.BEGINNING);
        try {
            session.queryAsIs(row -> 1, "EXPLAIN " + move.batch(beginning, beginning, "1"));
        } catch (SQLException e) {
            throw new DatabaseException(
                    "archive move of " + archive.source()
                            + " is refused: it needs SELECT, UPDATE and DELETE on the source"
                            + " and INSERT on " + archive.target() + ", past row-level security (BYPASSRLS, or an owner"
                            + " without FORCE)",
                    e);
        }
    }

    private void none(String before, String after, String question) throws SQLException {
        List<String> names = session.query(row -> row.getString(1), question);
        refuseUnless(names.isEmpty(), before + String.join(", ", names) + after);
    }

    private void refuseUnless(boolean met, String reason) {
        Refusal.unless(met, archive, reason);
    }
}
