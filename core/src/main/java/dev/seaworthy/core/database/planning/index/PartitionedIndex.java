package dev.seaworthy.core.database.planning.index;

import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An index of a partitioned table, which PostgreSQL can't build concurrently in one go: it is declared on the table
 * alone, built on each partition, and attached; with the last it is valid.
 */
final class PartitionedIndex {
    private final Survey survey;
    private final Table table;
    private final Index index;
    private final @Nullable String canonical;
    private final LiveIndexes live;
    private final TableName name;

    PartitionedIndex(Survey survey, Table table, Index index, @Nullable String canonical, LiveIndexes live) {
        this.survey = survey;
        this.table = table;
        this.index = index;
        this.canonical = canonical;
        this.live = live;
        this.name = index.table().sibling(index.name());
    }

    void plan(Optional<LiveIndex> namesake) {
        List<Table> partitions = live.partitions(table);
        if (namesake.filter(found -> !isEqual(found)).isPresent()) {
            survey.findings()
                    .problem("index " + name + ": there is one of this name that is not as declared, and that of a"
                            + " partitioned table can't be replaced at once; declare it under a new name, and the old one"
                            + " as absent");
        } else if (partitions.stream().anyMatch(Table::isPartitioned)) {
            survey.findings().problem("index " + name + ": a partition of " + table.name() + " is partitioned itself");
        } else if (namesake.filter(LiveIndex::isValid).isEmpty()) {
            List<Step> steps = new ArrayList<>();
            if (namesake.isEmpty()) {
                steps.add(IndexSteps.declare(index));
            }
            partitions.forEach(partition -> addTo(steps, partition));
            survey.change(table, new Change("create index " + name, why(namesake), steps));
        }
    }

    private static String why(Optional<LiveIndex> namesake) {
        return namesake.isEmpty() ? "missing" : "not yet attached to each partition";
    }

    private void addTo(List<Step> steps, Table partition) {
        List<LiveIndex> there = live.of(partition);
        if (there.stream().anyMatch(each -> each.parent().equals(Optional.of(index.name())))) {
            return;
        }
        Optional<LiveIndex> equal = there.stream()
                .filter(each -> each.isValid() && each.parent().isEmpty() && isEqual(each) && canonical != null)
                .findFirst();
        TableName own = IndexNames.own(index, partition);
        if (equal.isEmpty()) {
            there.stream().filter(each -> each.name().equals(own)).forEach(left -> clear(left, partition, steps));
            steps.add(IndexSteps.build(index, partition.name(), own.name()));
        }
        steps.add(IndexSteps.attach(name, equal.map(LiveIndex::name).orElse(own)));
    }

    /** An invalid index of the name is of a build that failed; a valid one is somebody's. */
    private void clear(LiveIndex left, Table partition, List<Step> steps) {
        if (left.isValid()) {
            survey.findings()
                    .problem("index " + name + ": " + left.name() + " of the partition " + partition.name()
                            + " has another definition; rename it");
        } else {
            steps.add(IndexSteps.dropConcurrently(left.name(), partition.name()));
        }
    }

    private boolean isEqual(LiveIndex other) {
        return canonical == null || canonical.equals(other.definition());
    }
}
