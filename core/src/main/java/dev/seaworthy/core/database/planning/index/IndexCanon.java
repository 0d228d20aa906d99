package dev.seaworthy.core.database.planning.index;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.planning.survey.Canon;
import dev.seaworthy.core.database.planning.survey.Draft;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.planning.survey.TableCopy;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The definitions of declared indexes as PostgreSQL writes them. */
final class IndexCanon {
    private final Session session;
    private final Canon canon;

    IndexCanon(Survey survey) {
        this.session = survey.session();
        this.canon = survey.canon();
    }

    /** By index; without those that could not be compared or that PostgreSQL refuses. */
    Map<Index, String> of(Map<Table, List<Index>> indexes) throws SQLException {
        Map<Draft, Index> drafts = new LinkedHashMap<>();
        indexes.forEach((table, ofTable) -> ofTable.forEach(index -> drafts.put(draft(table, index), index)));
        Map<Index, String> definitions = new HashMap<>();
        canon.of(List.copyOf(drafts.keySet()), this::definitions)
                .forEach((draft, definition) -> definitions.put(drafts.get(draft), definition));
        return definitions;
    }

    private Map<Long, Map<String, String>> definitions(Collection<Long> copies) throws SQLException {
        return LiveIndex.read(session, copies).stream()
                .collect(Collectors.groupingBy(
                        LiveIndex::tableOid,
                        Collectors.toMap(live -> live.name().name(), LiveIndex::definition)));
    }

    private static Draft draft(Table table, Index index) {
        String sql = "CREATE " + (index.isUnique() ? "UNIQUE " : "") + "INDEX " + Identifier.quote(index.name())
                + " ON " + TableCopy.of(table) + " " + index.definition();
        return new Draft(
                table,
                index.name(),
                index.isUnique() ? Draft.Kind.UNIQUE_INDEX : Draft.Kind.INDEX,
                sql,
                "index " + index);
    }
}
