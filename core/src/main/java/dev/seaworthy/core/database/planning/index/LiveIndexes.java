package dev.seaworthy.core.database.planning.index;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.catalog.Tables;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The indexes of some tables and of their partitions. */
final class LiveIndexes {
    private final Map<Long, List<LiveIndex>> byTable;
    private final Map<TableName, Table> partitions;

    private LiveIndexes(Map<Long, List<LiveIndex>> byTable, Map<TableName, Table> partitions) {
        this.byTable = byTable;
        this.partitions = partitions;
    }

    /** Without those of {@code absent}, which will be gone. */
    static LiveIndexes read(Survey survey, Collection<Table> tables, Collection<TableName> absent) throws SQLException {
        Session session = survey.session();
        Set<TableName> names =
                tables.stream().flatMap(table -> table.partitions().stream()).collect(Collectors.toSet());
        Map<TableName, Table> partitions = Tables.read(session, names);
        List<Long> oids = new ArrayList<>();
        tables.stream().filter(Table::exists).forEach(table -> oids.add(table.oid()));
        partitions.values().forEach(table -> oids.add(table.oid()));
        return new LiveIndexes(
                LiveIndex.read(session, oids).stream()
                        .filter(index -> !absent.contains(index.name()))
                        .collect(Collectors.groupingBy(LiveIndex::tableOid)),
                partitions);
    }

    List<LiveIndex> of(Table table) {
        return byTable.getOrDefault(table.oid(), List.of());
    }

    /** The partitions of {@code table} that exist. */
    List<Table> partitions(Table table) {
        return table.partitions().stream()
                .filter(partitions::containsKey)
                .map(partitions::get)
                .toList();
    }
}
