package dev.seaworthy.core.database.planning.partition;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.StorageParameters;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A partition as the catalog has it.
 *
 * @param range empty for a DEFAULT partition, and for bounds that nobody can read
 * @param isPending whether a run that detached it was cut off
 * @param parameters its storage parameters and those of its TOAST table, as they are written
 * @param replicaIdentity {@code relreplident}: {@code d}, {@code n}, {@code f} or {@code i}
 */
record LivePartition(
        TableName name,
        boolean isDefault,
        Optional<TimeRange> range,
        boolean isPending,
        Map<String, String> parameters,
        String replicaIdentity) {
    private static final Pattern BOUNDS = Pattern.compile("FOR VALUES FROM \\(([^,]+)\\) TO \\(([^,]+)\\)");
    private static final String PARTITIONS = """
            SELECT n.nspname, c.relname, pg_get_expr(c.relpartbound, c.oid), i.inhdetachpending, c.relreplident, %s
            FROM pg_inherits i
            JOIN pg_class c ON c.oid = i.inhrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE i.inhparent = ?::oid
            ORDER BY n.nspname, c.relname""".formatted(StorageParameters.WITH_TOAST);

    static List<LivePartition> read(Session session, long table) throws SQLException {
        session.set("TimeZone", "UTC");
        session.set("DateStyle", "ISO");
        return session.query(LivePartition::of, PARTITIONS, Long.toString(table));
    }

    private static LivePartition of(ResultSet row) throws SQLException {
        String bounds = String.valueOf(row.getString(3));
        return new LivePartition(
                new TableName(row.getString(1), row.getString(2)),
                bounds.equals("DEFAULT"),
                range(bounds),
                row.getBoolean(4),
                StorageParameters.of(row.getArray(6)),
                row.getString(5));
    }

    private static Optional<TimeRange> range(String bounds) {
        Matcher matcher = BOUNDS.matcher(bounds);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<LocalDateTime> from = TimeType.read(matcher.group(1));
        Optional<LocalDateTime> to = TimeType.read(matcher.group(2));
        return from.isPresent() && to.isPresent() ? Optional.of(new TimeRange(from.get(), to.get())) : Optional.empty();
    }
}
