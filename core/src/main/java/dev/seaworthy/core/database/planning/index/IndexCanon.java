package dev.seaworthy.core.database.planning.index;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.planning.survey.Canon;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.SQLException;
import java.util.HashMap;
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
    Map<Index, String> of(Table table, List<Index> indexes) throws SQLException {
        Map<Index, String> together = read(table, indexes, "indexes of " + table.name());
        if (together.size() == indexes.size() || !canon.canCopy(table)) {
            return together;
        }
        Map<Index, String> oneByOne = new HashMap<>();
        for (Index index : indexes) {
            oneByOne.putAll(read(table, List.of(index), "index " + index));
        }
        return oneByOne;
    }

    private Map<Index, String> read(Table table, List<Index> indexes, String declaration) throws SQLException {
        String statements = indexes.stream().map(index -> create(table, index)).collect(Collectors.joining("; "));
        return canon.of(table, declaration, statements, indexes.size() == 1, () -> definitions(table, indexes))
                .orElse(Map.of());
    }

    private Map<Index, String> definitions(Table table, List<Index> indexes) throws SQLException {
        long copy = Long.parseLong(session.one("SELECT ?::regclass::oid", Canon.copy(table)));
        Map<String, String> byName = LiveIndex.read(session, List.of(copy)).stream()
                .collect(Collectors.toMap(live -> live.name().name(), LiveIndex::definition));
        Map<Index, String> definitions = new HashMap<>();
        indexes.forEach(index -> definitions.put(index, byName.get(index.name())));
        return definitions;
    }

    private static String create(Table table, Index index) {
        return "CREATE " + (index.isUnique() ? "UNIQUE " : "") + "INDEX " + Identifier.quote(index.name()) + " ON "
                + Canon.copy(table) + " " + index.definition();
    }
}
