package dev.seaworthy.core.database.planning.partition;

import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The partitions that one table lacks. */
final class MissingPartitions {
    /** {@code insufficient_privilege} and {@code query_canceled}. */
    private static final Set<String> NOT_TOLD = Set.of("42501", "57014");

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);

    private final Survey survey;
    private final TimePartitions declared;
    private final Table table;
    private final TimeType type;
    private final List<LivePartition> live;

    MissingPartitions(Survey survey, TimePartitions declared, Table table, TimeType type, List<LivePartition> live) {
        this.survey = survey;
        this.declared = declared;
        this.table = table;
        this.type = type;
        this.live = live;
    }

    void plan(Horizon horizon, PartitionSteps steps) throws SQLException {
        List<TimeRange> wanted = horizon.intervals();
        if (wanted.size() > Horizon.MOST) {
            survey.findings()
                    .problem(declared + ": there would be more than " + Horizon.MOST
                            + "; start later, or choose a longer interval");
            return;
        }
        List<TimeRange> missing = missing(horizon, wanted);
        if (areFree(missing) && !isHeldUpByDefault(missing)) {
            for (TimeRange range : missing) {
                TableName name = name(declared, range);
                survey.change(
                        table, new Change("create partition " + name, "missing", List.of(steps.create(name, range))));
            }
        }
    }

    /** By the interval that it is, or by the first day of a part of one. */
    static TableName name(TimePartitions declared, TimeRange range) {
        LocalDate day = range.from().toLocalDate();
        boolean isWhole = range.equals(new TimeRange(
                declared.interval().start(day).atStartOfDay(),
                declared.interval().end(day).atStartOfDay()));
        String clock = range.from().toLocalTime().format(CLOCK);
        String label = (isWhole ? declared.interval() : CalendarInterval.DAY).label(day)
                + (clock.equals("000000") ? "" : "_" + clock);
        return declared.table().sibling(Identifier.withSuffix(declared.table().name(), "_" + label));
    }

    /**
     * What is covered by partitions of other bounds is not made again; of what they cover in part, the rest is made.
     */
    private List<TimeRange> missing(Horizon horizon, List<TimeRange> wanted) {
        List<TimeRange> covered =
                live.stream().flatMap(partition -> partition.range().stream()).toList();
        return wanted.stream()
                .flatMap(range ->
                        range.without(covered).stream().filter(gap -> gap.equals(range) || !horizon.isTooOld(gap)))
                .toList();
    }

    private boolean areFree(List<TimeRange> missing) throws SQLException {
        Set<String> taken = TakenNames.of(
                survey.session(),
                table.name().schema(),
                missing.stream().map(range -> name(declared, range).name()).toList());
        taken.forEach(name -> survey.findings()
                .problem(declared + ": " + table.name().sibling(name)
                        + " is there already, and is no partition of it; rename it, or attach it"));
        return taken.isEmpty();
    }

    /** No partition can be made for rows that lie in the DEFAULT partition. */
    private boolean isHeldUpByDefault(List<TimeRange> missing) throws SQLException {
        List<TableName> byDefault = live.stream()
                .filter(LivePartition::isDefault)
                .map(LivePartition::name)
                .toList();
        for (TableName partition : byDefault) {
            survey.findings()
                    .note(declared + ": " + partition
                            + " takes what has no other place: each new partition locks and searches it, and none can be"
                            + " detached while others work");
            List<String> held = missing.isEmpty() ? List.of() : rangesIn(partition, missing);
            if (!held.isEmpty()) {
                survey.findings()
                        .problem(declared + ": the DEFAULT partition " + partition + " holds rows of " + held.size()
                                + " of " + missing.size() + " that are to be made, the first of them " + held.get(0)
                                + "; move those rows out of it first");
                return true;
            }
        }
        return false;
    }

    private List<String> rangesIn(TableName partition, List<TimeRange> missing) throws SQLException {
        String column = Identifier.quote(declared.column());
        String ranges = missing.stream()
                .map(range -> "('" + range + "', " + typed(range.from()) + ", " + typed(range.to()) + ")")
                .collect(Collectors.joining(", "));
        try {
            return survey.session().rolledBack(() -> {
                survey.session().execute("SET LOCAL row_security = off");
                survey.session().execute("SET LOCAL statement_timeout = '5s'");
                return survey.session()
                        .query(
                                row -> row.getString(1),
                                "SELECT r.name FROM (VALUES " + ranges
                                        + ") r (name, first, last) WHERE EXISTS (SELECT 1 FROM "
                                        + partition.sql() + " d WHERE d." + column + " >= r.first AND d." + column
                                        + " < r.last) ORDER BY r.first");
            });
        } catch (SQLException e) {
            if (!NOT_TOLD.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            survey.findings()
                    .note(declared + ": whether " + partition
                            + " holds rows of partitions that are to be made was not found out in 5 s, or not by this role;"
                            + " where it does, making that partition fails and changes nothing");
            return List.of();
        }
    }

    private String typed(java.time.LocalDateTime time) {
        return type.literal(time) + "::" + type.sql();
    }
}
