package dev.seaworthy.core.database.planning.partition;

import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.TimePartitions;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The partitions of one table that are too old, and those that a run that was cut off has left. */
final class Retention {
    private static final String REFERRING = """
            SELECT format('%s.%s (%s)', n.nspname, c.relname, k.conname)
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE k.contype = 'f' AND k.conparentid = 0 AND k.confrelid = ?::oid ORDER BY 1""";
    private static final String COMMENT =
            "SELECT d.description FROM pg_description d JOIN pg_class c ON c.oid = d.objoid"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE d.classoid = 'pg_class'::regclass AND d.objsubid = 0 AND n.nspname = ? AND c.relname = ?";

    private final Survey survey;
    private final TimePartitions declared;
    private final Table table;
    private final List<LivePartition> live;
    private final RetentionSteps steps;

    Retention(
            Survey survey,
            TimePartitions declared,
            Table table,
            List<LivePartition> live,
            Optional<String> referenced) {
        this.survey = survey;
        this.declared = declared;
        this.table = table;
        this.live = live;
        this.steps = new RetentionSteps(table.name(), referenced, live.stream().anyMatch(LivePartition::isDefault));
    }

    void plan(Horizon horizon) throws SQLException {
        if (!table.exists()) {
            return;
        }
        live.stream().filter(LivePartition::isPending).forEach(this::finish);
        List<DropMark> marks = DropMark.of(survey.session(), table.name());
        marks.stream().filter(mark -> !isToBeDropped(mark, horizon)).forEach(this::unmark);
        if (declared.retention().isEmpty() || isReferredTo()) {
            return;
        }
        List<LivePartition> old = live.stream()
                .filter(each -> !each.isPending()
                        && each.range().filter(horizon::isTooOld).isPresent())
                .toList();
        if (declared.drops()) {
            drop(old, marks, horizon);
        } else {
            old.forEach(each -> detach(each.name()));
        }
    }

    private void finish(LivePartition partition) {
        survey.change(
                table,
                new Change(
                        "finish detaching partition " + partition.name(),
                        "a run that detached it was cut off",
                        List.of(steps.finish(partition.name()))));
    }

    /** By what is declared now, and where it is now. */
    private boolean isToBeDropped(DropMark mark, Horizon horizon) {
        return declared.drops()
                && horizon.isTooOld(new TimeRange(LocalDateTime.MIN, mark.end()))
                && (isOurs(mark) || !mark.isPartition());
    }

    private boolean isOurs(DropMark mark) {
        return live.stream().anyMatch(each -> each.name().equals(mark.partition()));
    }

    private void unmark(DropMark mark) {
        survey.change(
                mark.partition(),
                new Change(
                        "keep table " + mark.partition(),
                        "a run that was to drop it was cut off, and it is not to be dropped any more",
                        List.of(RetentionSteps.comment(mark.partition(), mark.comment()))));
    }

    private void detach(TableName partition) {
        Change change = new Change(
                "detach partition " + partition,
                "it ended longer ago than " + period(),
                List.of(steps.detach(partition)));
        survey.change(
                table, change.dangerous("its rows are no longer among those of " + table.name() + ", and stay in it"));
    }

    /** Those that are too old, and those that were marked and detached by a run that was cut off. */
    private void drop(List<LivePartition> old, List<DropMark> marks, Horizon horizon) throws SQLException {
        Set<TableName> marked = new TreeSet<>();
        marks.stream().filter(mark -> isToBeDropped(mark, horizon)).forEach(mark -> marked.add(mark.partition()));
        for (LivePartition partition : old) {
            List<Step> all = new ArrayList<>();
            if (!marked.remove(partition.name())) {
                all.add(mark(partition));
            }
            all.add(steps.detach(partition.name()));
            drop(partition.name(), "it ended longer ago than " + period(), all);
        }
        for (TableName partition : marked) {
            if (isDetachedByNow(partition)) {
                drop(partition, "a run that detached it to drop it was cut off", new ArrayList<>());
            }
        }
    }

    private Step mark(LivePartition partition) throws SQLException {
        TableName name = partition.name();
        LocalDateTime end = partition.range().orElseThrow().to();
        Optional<String> comment = survey.session().first(COMMENT, name.schema(), name.name());
        return RetentionSteps.comment(name, Optional.of(DropMark.text(table.name(), name, end, comment)));
    }

    private void drop(TableName partition, String why, List<Step> all) {
        all.add(steps.drop(partition));
        survey.change(
                table, new Change("drop partition " + partition, why, all).dangerous("its rows are gone for good"));
    }

    /** Once the detaching that is planned is finished. */
    private boolean isDetachedByNow(TableName partition) {
        return live.stream().filter(each -> each.name().equals(partition)).allMatch(LivePartition::isPending);
    }

    private String period() {
        return declared.retention().map(Object::toString).orElse("");
    }

    private boolean isReferredTo() throws SQLException {
        List<String> referring = survey.session().query(row -> row.getString(1), REFERRING, Long.toString(table.oid()));
        referring.forEach(each -> survey.findings()
                .problem(declared + " can't be detached or dropped: the foreign key of " + each + " refers to "
                        + table.name() + "; drop it, or declare no retention"));
        return !referring.isEmpty();
    }
}
