package dev.seaworthy.core.database.planning.partition;

import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.plan.Runway;
import dev.seaworthy.core.database.planning.access.RowSecurity;
import dev.seaworthy.core.database.planning.survey.DatabaseTime;
import dev.seaworthy.core.database.planning.survey.Desired;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Declared partitions against those that are there. */
public final class TimePartitionsPlanner {
    private final Survey survey;
    private final Desired desired;

    public TimePartitionsPlanner(Survey survey, Desired desired) {
        this.survey = survey;
        this.desired = desired;
    }

    public void plan() throws SQLException {
        LocalDateTime now = DatabaseTime.now(survey.session(), desired.clock());
        for (TimePartitions each : desired.partitions()) {
            Optional<Table> table = survey.require(each.table(), each);
            if (table.isPresent() && survey.hasColumns(table.get(), List.of(each.column()), each)) {
                plan(each, table.get(), now);
            }
        }
    }

    private void plan(TimePartitions declared, Table table, LocalDateTime now) throws SQLException {
        Optional<TimeType> type = type(declared, table);
        if (type.isEmpty() || (table.isPartitioned() && !isByTime(declared, table))) {
            return;
        }
        List<LivePartition> live = table.exists() ? LivePartition.read(survey.session(), table.oid()) : List.of();
        PartitionSteps steps = new PartitionSteps(
                survey, table, declared.column(), type.get(), RowSecurity.of(desired, table), live, parameters(table));
        Horizon horizon = Horizon.of(declared, now);
        if (!table.isPartitioned()) {
            new Conversion(survey, declared, table, type.get()).plan(horizon, steps, now);
            return;
        }
        new MissingPartitions(survey, declared, table, type.get(), live).plan(horizon, steps);
        new Retention(survey, declared, table, live, steps.referenced()).plan(horizon);
        Runway runway = RunwayReader.of(declared, live, now);
        if (table.exists() && runway.isShort()) {
            survey.findings().note(runway.toString());
        }
    }

    /** What is declared for the rows of a table is declared for its partitions. */
    private Map<String, String> parameters(Table table) {
        Map<String, String> parameters = new LinkedHashMap<>(table.parameters());
        desired.autovacuum().stream()
                .filter(each -> each.table().equals(table.name()))
                .forEach(each -> parameters.putAll(each.parameters()));
        return parameters;
    }

    private Optional<TimeType> type(TimePartitions declared, Table table) {
        String sql = table.column(declared.column()).type();
        Optional<TimeType> type = TimeType.of(sql);
        if (type.isEmpty()) {
            survey.findings()
                    .problem(declared + ": " + declared.column() + " is " + sql
                            + "; it must be timestamptz, timestamp or date");
        }
        return type;
    }

    private boolean isByTime(TimePartitions declared, Table table) {
        boolean isByTime = isByTime(table, declared.column());
        if (!isByTime) {
            survey.findings()
                    .problem(declared + ": " + table.name() + " is partitioned by "
                            + table.partitionKey().orElseThrow() + ", not by RANGE (" + declared.column() + ")");
        }
        return isByTime;
    }

    public static boolean isByTime(Table table, String column) {
        String key = table.partitionKey().orElseThrow();
        return key.equals("RANGE (" + column + ")") || key.equals("RANGE (" + Identifier.quote(column) + ")");
    }
}
