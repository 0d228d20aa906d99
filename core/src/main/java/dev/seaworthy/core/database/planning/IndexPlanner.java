package dev.seaworthy.core.database.planning;

import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.schema.Index;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Declared indexes against those that are there. */
final class IndexPlanner {
    private final Planning planning;
    private final IndexCanon canon;

    IndexPlanner(Planning planning) {
        this.planning = planning;
        this.canon = new IndexCanon(planning);
    }

    void plan(List<Index> declared) throws SQLException {
        Map<Table, List<Index>> byTable = new LinkedHashMap<>();
        for (Index index : declared) {
            planning.require(index.table(), "index " + index)
                    .filter(table -> fits(index, table))
                    .ifPresent(table -> byTable.computeIfAbsent(table, key -> new java.util.ArrayList<>())
                            .add(index));
        }
        LiveIndexes live = LiveIndexes.read(planning, byTable.keySet());
        for (Map.Entry<Table, List<Index>> entry : byTable.entrySet()) {
            plan(entry.getKey(), entry.getValue(), live);
        }
    }

    private void plan(Table table, List<Index> declared, LiveIndexes live) throws SQLException {
        Set<String> names = declared.stream().map(Index::name).collect(Collectors.toCollection(HashSet::new));
        Map<Index, String> canonical = canon.of(table, declared);
        for (Index index : declared) {
            String definition = canonical.get(index);
            if (definition != null || !planning.canon().canCopy(table)) {
                new OneIndex(planning, table, index, definition, names, live).plan();
            }
        }
    }

    private boolean fits(Index index, Table table) {
        boolean fits = planning.hasColumns(table, index.columns(), "index " + index);
        if (index.isNullsNotDistinct() && !planning.session().isAtLeast(15)) {
            planning.findings().problem("index " + index + ": NULLS NOT DISTINCT needs PostgreSQL 15");
            fits = false;
        }
        return fits;
    }
}
