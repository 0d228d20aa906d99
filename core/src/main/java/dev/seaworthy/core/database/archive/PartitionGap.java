package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.catalog.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the target has partitions for what moves first and last; a gap between is the failure of its batch. */
record PartitionGap(Session session, Move move, int oldest) {
    /** Yields the partitions that it has found. */
    List<String> refuse(String cutOff) throws SQLException {
        List<String> partitions = session.query(
                row -> row.getString(1),
                "SELECT pg_get_partition_constraintdef(t.relid) FROM pg_partition_tree(?::regclass) t"
                        + " JOIN pg_class c ON c.oid = t.relid WHERE t.isleaf AND c.relispartition",
                move.archive().target().sql());
        if (isPartitioned() && isKeyedByWhatMoves()) {
            refuseRowsOutside(partitions, cutOff);
        }
        return partitions;
    }

    private boolean isPartitioned() throws SQLException {
        return session.exists(
                "SELECT 1 FROM pg_class WHERE oid = ?::regclass AND relkind = 'p'",
                move.archive().target().sql());
    }

    private boolean isKeyedByWhatMoves() throws SQLException {
        List<String> keys = session.query(
                row -> row.getString(1),
                "SELECT a.attname FROM pg_partition_tree(?::regclass) t JOIN pg_partitioned_table p ON p.partrelid = t.relid"
                        + " CROSS JOIN unnest(p.partattrs) k LEFT JOIN pg_attribute a ON a.attrelid = t.relid"
                        + " AND a.attnum = k AND k > 0",
                move.archive().target().sql());
        return move.columns().containsAll(keys);
    }

    private void refuseRowsOutside(List<String> partitions, String cutOff) throws SQLException {
        String inside = partitions.stream().map(each -> "(" + each + ")").collect(Collectors.joining(" OR "));
        String outside = partitions.isEmpty() ? "true" : "(" + inside + ") IS NOT TRUE";
        List<String> ranges = session.queryAsIs(row -> row.getString(1), """
                SELECT min(%1$s) || ' to ' || max(%1$s) FROM (
                  (%2$s) UNION ALL (%3$s)) ends WHERE %4$s HAVING count(*) > 0""".formatted(
                        move.time(),
                        move.firstEligible(cutOff, "ASC", oldest),
                        move.firstEligible(cutOff, "DESC", 1),
                        outside));
        Refusal.unless(
                ranges.isEmpty(),
                move.archive(),
                move.archive().target() + " has no partition for rows from " + String.join("", ranges));
    }
}
