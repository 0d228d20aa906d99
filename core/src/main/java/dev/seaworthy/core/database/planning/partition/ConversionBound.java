package dev.seaworthy.core.database.planning.partition;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The constraint that proves, before a plain table becomes a partition, that its rows fit into it: so that nobody waits
 * while they are looked at. It is found again by a run that goes on from one that was cut off.
 *
 * @param end what rows must be before: far enough that writers meet it only if the table is left like this
 */
record ConversionBound(String name, LocalDateTime end, boolean isThere, boolean isReplaced, boolean isValid) {
    /** From the plan to the time from which on writes are refused, at least. */
    private static final Duration MARGIN = Duration.ofDays(7);

    private static final Duration LEAST_MARGIN = Duration.ofDays(1);
    private static final String CONSTRAINT =
            "SELECT pg_get_constraintdef(oid), convalidated, quote_ident(?) FROM pg_constraint"
                    + " WHERE conrelid = ?::oid AND conname = ?";

    static ConversionBound of(Session session, Table table, TimePartitions declared, TimeType type, LocalDateTime now)
            throws SQLException {
        String name = Identifier.withSuffix(table.name().name(), "_swpartition");
        List<ConversionBound> found = session.query(
                row -> {
                    Optional<LocalDateTime> end = end(row.getString(1), row.getString(3), type)
                            .filter(time -> isOf(declared.interval(), time) && time.isAfter(now.plus(LEAST_MARGIN)));
                    return new ConversionBound(
                            name,
                            end.orElse(after(declared.interval(), now)),
                            true,
                            end.isEmpty(),
                            end.isPresent() && row.getBoolean(2));
                },
                CONSTRAINT,
                declared.column(),
                Long.toString(table.oid()),
                name);
        return found.isEmpty()
                ? new ConversionBound(name, after(declared.interval(), now), false, false, false)
                : found.get(0);
    }

    /** What is left to do until the rows are known to fit. */
    List<Step> steps(Table table, String column, TimeType type) {
        List<Step> steps = new ArrayList<>();
        String alter = "ALTER TABLE " + table.name().sql();
        String constraint = " CONSTRAINT " + Identifier.quote(name);
        if (!isThere || isReplaced) {
            String time = Identifier.quote(column);
            steps.add(Step.of(
                    LockMode.ACCESS_EXCLUSIVE,
                    table.name(),
                    alter + (isReplaced ? " DROP" + constraint + "," : "") + " ADD" + constraint + " CHECK (" + time
                            + " IS NOT NULL AND " + time + " < " + type.literal(end) + ") NOT VALID"));
        }
        if (!isValid) {
            steps.add(Step.of(LockMode.SHARE_UPDATE_EXCLUSIVE, table.name(), alter + " VALIDATE" + constraint)
                    .takingLong());
        }
        return steps;
    }

    private static LocalDateTime after(CalendarInterval interval, LocalDateTime now) {
        return interval.end(interval.start(now.plus(MARGIN).toLocalDate())).atStartOfDay();
    }

    private static boolean isOf(CalendarInterval interval, LocalDateTime time) {
        return interval.start(time.toLocalDate()).atStartOfDay().equals(time);
    }

    /** Empty for a bound of another column or type, which is not the one that the swap needs. */
    private static Optional<LocalDateTime> end(String definition, String column, TimeType type) {
        Matcher matcher = Pattern.compile("CHECK \\(\\(\\(" + Pattern.quote(column) + " IS NOT NULL\\) AND \\("
                        + Pattern.quote(column) + " < '([^']+)'::" + type.sql() + "\\)\\)\\)(?: NOT VALID)?")
                .matcher(definition);
        return matcher.matches() ? TimeType.read(matcher.group(1)) : Optional.empty();
    }
}
