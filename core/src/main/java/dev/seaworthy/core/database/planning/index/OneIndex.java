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
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One declared index against those of its table. It is recognised by definition and validity, not by name: an equal
 * index of another name is as good, an invalid one of its own name is none.
 */
final class OneIndex {
    private final Survey survey;
    private final Table table;
    private final Index index;
    private final @Nullable String canonical;
    private final Set<String> declaredNames;
    private final LiveIndexes live;
    private final TableName name;

    /** @param canonical as PostgreSQL writes it, or null if that could not be found out */
    OneIndex(
            Survey survey,
            Table table,
            Index index,
            @Nullable String canonical,
            Set<String> declaredNames,
            LiveIndexes live) {
        this.survey = survey;
        this.table = table;
        this.index = index;
        this.canonical = canonical;
        this.declaredNames = declaredNames;
        this.live = live;
        this.name = index.table().sibling(index.name());
    }

    void plan() {
        Optional<LiveIndex> namesake = find(name);
        Optional<LiveIndex> inWork = own().filter(LiveIndex::isInWork).findFirst();
        if (inWork.isPresent()) {
            survey.findings().note("index " + inWork.get().name() + " is being built or dropped by another session");
        } else if (!table.exists()) {
            change("create", "missing", List.of(IndexSteps.buildBlocking(index, index.table(), index.name())));
        } else if (table.isPartitioned()) {
            new PartitionedIndex(survey, table, index, canonical, live).plan(namesake);
        } else if (namesake.isEmpty()) {
            create();
        } else {
            compare(namesake.get());
        }
        dropLeftovers();
    }

    /** Those that bear a name that is given for this declaration. */
    private Stream<LiveIndex> own() {
        Set<TableName> names = Set.of(
                name,
                name.sibling(IndexNames.replacement(index.name())),
                name.sibling(IndexNames.replaced(index.name())));
        return Stream.concat(
                live.of(table).stream().filter(each -> names.contains(each.name())),
                live.partitions(table).stream()
                        .flatMap(partition -> live.of(partition).stream()
                                .filter(each -> each.name().equals(IndexNames.own(index, partition)))));
    }

    private void create() {
        Optional<LiveIndex> equal = live.of(table).stream()
                .filter(other -> other.isValid()
                        && canonical != null
                        && isEqual(other)
                        && !declaredNames.contains(other.name().name()))
                .findFirst();
        if (equal.isPresent()) {
            survey.findings()
                    .note("index " + name + " is not built: " + equal.get().name() + " is the same");
            return;
        }
        change("create", "missing", List.of(build(index.name())));
    }

    private void compare(LiveIndex namesake) {
        if (isEqual(namesake) && namesake.isValid()) {
            return;
        }
        if (namesake.constraint().isPresent()) {
            survey.findings()
                    .problem("index " + name + ": there is one of this name that serves the constraint "
                            + namesake.constraint().get() + "; declare it under another name");
        } else if (namesake.isValid()) {
            replace();
        } else {
            change("rebuild", "invalid: its build has failed", List.of(dropConcurrently(name), build(index.name())));
        }
    }

    private void replace() {
        TableName replacement = name.sibling(IndexNames.replacement(index.name()));
        TableName replaced = name.sibling(IndexNames.replaced(index.name()));
        List<Step> steps = new ArrayList<>();
        find(replaced).ifPresent(left -> steps.add(dropConcurrently(replaced)));
        Optional<LiveIndex> ready = find(replacement);
        if (ready.filter(built -> built.isValid() && isEqual(built)).isEmpty()) {
            ready.ifPresent(left -> steps.add(dropConcurrently(replacement)));
            steps.add(build(replacement.name()));
        }
        steps.add(IndexSteps.swap(name, replacement, replaced, table.name()));
        steps.add(dropConcurrently(replaced));
        survey.change(
                table,
                new Change("replace index " + name, "it is not as declared", steps)
                        .dangerous("the index of today's definition is dropped"));
    }

    /** What an earlier run or a {@code REINDEX} left, unless a replacement that is planned takes care of it. */
    private void dropLeftovers() {
        if (find(name)
                .filter(namesake -> isEqual(namesake) && namesake.isValid())
                .isEmpty()) {
            return;
        }
        live.of(table).stream()
                .filter(other -> isLeftover(other) && !other.isInWork())
                .forEach(other -> survey.change(
                        table,
                        new Change(
                                "drop leftover index " + other.name(),
                                "left by a build of " + name + " that was cut off",
                                List.of(dropConcurrently(other.name())))));
    }

    private boolean isLeftover(LiveIndex other) {
        String text = other.name().name();
        return text.equals(IndexNames.replacement(index.name()))
                || text.equals(IndexNames.replaced(index.name()))
                || (!other.isValid() && IndexNames.isLeftByReindex(text, index.name()));
    }

    private boolean isEqual(LiveIndex other) {
        return canonical == null || canonical.equals(other.definition());
    }

    private Optional<LiveIndex> find(TableName wanted) {
        return live.of(table).stream()
                .filter(each -> each.name().equals(wanted))
                .findFirst();
    }

    private Step build(String buildName) {
        return IndexSteps.build(index, table.name(), buildName);
    }

    private Step dropConcurrently(TableName dropped) {
        return IndexSteps.dropConcurrently(dropped, table.name());
    }

    private void change(String verb, String why, List<Step> steps) {
        survey.change(table, new Change(verb + " index " + name, why, steps));
    }
}
