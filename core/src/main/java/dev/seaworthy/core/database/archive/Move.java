package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;
import dev.seaworthy.core.database.sql.Literal;
import java.time.Instant;
import java.util.List;

/**
 * The statements of a move whose tables were looked at. A time in them is a SQL expression.
 *
 * @param shape the names of all columns of the source: what a batch must still find
 * @param columns what is moved
 * @param predicate self-contained, as {@code pg_get_expr} spells it
 * @param isIndexed whether an index begins with the time
 */
record Move(Archive archive, String shape, List<String> columns, String timeType, String predicate, boolean isIndexed) {
    /** Before all times. */
    static final String BEGINNING = "-infinity";

    String time(String text) {
        return Literal.quote(text) + "::" + timeType;
    }

    /** A cast to a date drops the time of the day: a day is old when it is before the one of the cut-off. */
    String time(Instant cutOff) {
        return time(cutOff.toString());
    }

    /**
     * Moves up to {@code limit} rows, and yields how many left, how many arrived, the latest time among them, who did
     * it and the shape of the source. The delete finds exactly the locked versions: a row that changed between the
     * statement's beginning and its lock is locked in its new version, which the statement can't see and so leaves.
     */
    String batch(String from, String cutOff, String limit) {
        return """
                WITH moved AS (
                  DELETE FROM ONLY %1$s
                  WHERE ctid = ANY (ARRAY(
                      SELECT ctid FROM ONLY %1$s WHERE %2$s >= %3$s AND %4$s
                      ORDER BY %2$s LIMIT %5$s FOR UPDATE SKIP LOCKED))
                    AND %2$s < %6$s
                  RETURNING %7$s
                ), kept AS (
                  INSERT INTO %8$s (%7$s) OVERRIDING SYSTEM VALUE
                  SELECT %7$s FROM moved
                  RETURNING 1
                )
                SELECT count(*), (SELECT count(*) FROM kept), max(%2$s), pg_backend_pid(), (%9$s) FROM moved""".formatted(
                        source(),
                        time(),
                        from,
                        eligible(cutOff),
                        limit,
                        cutOff,
                        names(),
                        archive.target().sql(),
                        shapeSql());
    }

    String countEligible(String cutOff) {
        return "SELECT count(*) FROM ONLY " + source() + " WHERE " + eligible(cutOff);
    }

    /** The eligible rows from one end of time. */
    String firstEligible(String cutOff, String direction, long limit) {
        return "SELECT " + names() + " FROM ONLY " + source() + " WHERE " + eligible(cutOff) + " ORDER BY " + time()
                + " " + direction + " LIMIT " + limit;
    }

    String eligible(String cutOff) {
        return time() + " < " + cutOff + " AND (" + predicate + ")";
    }

    String time() {
        return Identifier.quote(archive.timeColumn());
    }

    String names() {
        return Identifier.quoteAll(columns);
    }

    String source() {
        return archive.source().sql();
    }

    String shapeSql() {
        return shapeSql(archive.source());
    }

    static String shapeSql(TableName table) {
        return "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_catalog.pg_attribute WHERE attrelid = "
                + Guards.oid(table) + " AND attnum > 0 AND NOT attisdropped";
    }
}
