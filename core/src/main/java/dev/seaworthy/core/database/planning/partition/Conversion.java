package dev.seaworthy.core.database.planning.partition;

import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** A plain table that shall be a partitioned one. */
final class Conversion {
    private final Survey survey;
    private final TimePartitions declared;
    private final Table table;
    private final TimeType type;

    Conversion(Survey survey, TimePartitions declared, Table table, TimeType type) {
        this.survey = survey;
        this.declared = declared;
        this.table = table;
        this.type = type;
    }

    void plan(Horizon horizon, PartitionSteps partitions, LocalDateTime now) throws SQLException {
        ConversionBound bound = ConversionBound.of(survey.session(), table, declared, type, now);
        List<TimeRange> later = horizon.startingAt(bound.end().toLocalDate()).intervals();
        ConversionSwap swap = new ConversionSwap(survey.session(), table, declared, bound, partitions);
        List<String> reasons = new ArrayList<>(ConversionRefusals.of(survey.session(), table, declared, bound, type));
        TakenNames.of(survey.session(), table.name().schema(), swap.newNames(later))
                .forEach(name -> reasons.add("the name " + name + " is taken"));
        if (!reasons.isEmpty()) {
            refuse(bound, reasons);
            return;
        }
        if (survey.touched().contains(table.name())) {
            survey.findings()
                    .note(declared + ": " + table.name() + " is partitioned by a plan that changes nothing else of it");
        } else {
            change(bound, swap, later, partitions);
        }
        if (bound.isThere()) {
            survey.findings()
                    .note("a run that partitions " + table.name()
                            + " was cut off: until it is finished, or the constraint " + bound.name()
                            + " is dropped, rows from " + bound.end() + " on are refused");
        }
    }

    /** A bound that is there already would refuse all rows one day, as no swap will ever drop it: so it goes. */
    private void refuse(ConversionBound bound, List<String> reasons) {
        String problem = declared + ": " + table.name() + " can't be partitioned: " + String.join(", ", reasons);
        if (!bound.isThere()) {
            survey.findings().problem(problem);
            return;
        }
        survey.findings()
                .note(problem + "; a run that was cut off has left the constraint " + bound.name()
                        + ", which refuses rows from some day on: apply this plan now, and it is dropped");
        survey.change(
                table,
                new Change(
                        "give up partitioning table " + table.name(),
                        "a run was cut off that can't go on, and its constraint " + bound.name()
                                + " refuses rows from some day on",
                        List.of(Step.of(
                                LockMode.ACCESS_EXCLUSIVE,
                                table.name(),
                                "ALTER TABLE " + table.name().sql() + " DROP CONSTRAINT "
                                        + Identifier.quote(bound.name())))));
    }

    /** One later partition is made with the swap, for the rows of then; the others have time. */
    private void change(ConversionBound bound, ConversionSwap swap, List<TimeRange> later, PartitionSteps partitions)
            throws SQLException {
        List<Step> steps = new ArrayList<>(bound.steps(table, declared.column(), type));
        String on = table.name()
                + partitions
                        .referenced()
                        .map(names -> ", and " + names + " to which it refers")
                        .orElse("");
        steps.add(Step.together(
                LockMode.ACCESS_EXCLUSIVE,
                on,
                swap.statements(later.stream().limit(1).toList())));
        for (TimeRange range : later.stream().skip(1).toList()) {
            steps.add(partitions.create(MissingPartitions.name(declared, range), range));
        }
        String danger = "another table takes its name, and it becomes the partition "
                + ConversionSwap.oldName(table.name()).name() + "; between the steps rows from " + bound.end()
                + " on are refused";
        survey.change(
                table, new Change("partition table " + table.name(), "it is not partitioned", steps).dangerous(danger));
    }
}
