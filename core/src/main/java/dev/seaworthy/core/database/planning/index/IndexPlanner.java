package dev.seaworthy.core.database.planning.index;

import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.Index;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Declared indexes against those that are there. */
public final class IndexPlanner {
    private final Survey survey;
    private final IndexCanon canon;

    public IndexPlanner(Survey survey) {
        this.survey = survey;
        this.canon = new IndexCanon(survey);
    }

    public void plan(List<Index> declared, List<TableName> absent) throws SQLException {
        Map<Table, List<Index>> byTable = new LinkedHashMap<>();
        for (Index index : declared) {
            survey.require(index.table(), "index " + index)
                    .filter(table -> fits(index, table))
                    .ifPresent(table -> byTable.computeIfAbsent(table, key -> new java.util.ArrayList<>())
                            .add(index));
        }
        LiveIndexes live = LiveIndexes.read(survey, byTable.keySet(), absent);
        Map<Index, String> canonical = canon.of(byTable);
        byTable.forEach((table, ofTable) -> plan(table, ofTable, canonical, live));
    }

    private void plan(Table table, List<Index> declared, Map<Index, String> canonical, LiveIndexes live) {
        Set<String> names = declared.stream().map(Index::name).collect(Collectors.toCollection(HashSet::new));
        for (Index index : declared) {
            String definition = canonical.get(index);
            if (definition != null || !survey.canon().canCopy(table)) {
                new OneIndex(survey, table, index, definition, names, live).plan();
            }
        }
    }

    private boolean fits(Index index, Table table) {
        boolean fits = survey.hasColumns(table, index.columns(), "index " + index);
        if (index.isNullsNotDistinct() && !survey.session().isAtLeast(15)) {
            survey.findings().problem("index " + index + ": NULLS NOT DISTINCT needs PostgreSQL 15");
            fits = false;
        }
        return fits;
    }
}
