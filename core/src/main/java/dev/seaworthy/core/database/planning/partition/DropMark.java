package dev.seaworthy.core.database.planning.partition;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * The comment that says of a partition that it shall be dropped, with its name, its end and that of its table: by it
 * the next run knows what a run that was cut off has detached. Whoever renames the table keeps it. The comment that its
 * owner gave it follows on the next line.
 *
 * @param end that of its rows, which its bounds no longer tell once it is detached
 * @param isPartition whether it is one of any table
 * @param comment its owner's own
 */
record DropMark(TableName partition, LocalDateTime end, boolean isPartition, Optional<String> comment) {
    private static final String BEGINNING = "Seaworthy drops ";
    private static final String COMMENTED = """
            SELECT n.nspname, c.relname, c.relispartition, d.description
            FROM pg_description d JOIN pg_class c ON c.oid = d.objoid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE d.classoid = 'pg_class'::regclass AND d.objsubid = 0 AND c.relkind IN ('r', 'p')
              AND starts_with(d.description, ?) AND pg_has_role(c.relowner, 'USAGE')
            ORDER BY 1, 2""";

    /** Those of the partitions, and of what were partitions, of {@code table}. */
    static List<DropMark> of(Session session, TableName table) throws SQLException {
        return session.query(row -> read(row, table), COMMENTED, BEGINNING).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** The comment of a partition that is marked. */
    static String text(TableName table, TableName partition, LocalDateTime end, Optional<String> comment) {
        return BEGINNING
                + partition
                + before()
                + end
                + after(table)
                + comment.map(text -> "\n" + text).orElse("");
    }

    private static String before() {
        return ", whose rows end at ";
    }

    private static String after(TableName table) {
        return ", detached from " + table;
    }

    private static Optional<DropMark> read(ResultSet row, TableName table) throws SQLException {
        TableName partition = new TableName(row.getString(1), row.getString(2));
        String[] lines = row.getString(4).split("\n", 2);
        String first = BEGINNING + partition + before();
        String last = after(table);
        if (!lines[0].startsWith(first)
                || !lines[0].endsWith(last)
                || lines[0].length() < first.length() + last.length()) {
            return Optional.empty();
        }
        boolean isPartition = row.getBoolean(3);
        Optional<String> comment = lines.length == 2 ? Optional.of(lines[1]) : Optional.empty();
        return time(lines[0].substring(first.length(), lines[0].length() - last.length()))
                .map(end -> new DropMark(partition, end, isPartition, comment));
    }

    private static Optional<LocalDateTime> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
