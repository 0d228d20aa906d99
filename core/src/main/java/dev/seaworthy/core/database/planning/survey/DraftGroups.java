package dev.seaworthy.core.database.planning.survey;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Drafts that can be written in one transaction: a temporary schema has one place for each name. */
final class DraftGroups {
    /** Each copy takes some of the locks that the server has room for. */
    private static final int TABLES = 50;

    private DraftGroups() {}

    /** The drafts of a table stay together, and all in their order. */
    static List<List<Draft>> of(List<Draft> drafts) {
        Map<Object, List<Draft>> byTable = new LinkedHashMap<>();
        drafts.forEach(draft -> byTable.computeIfAbsent(draft.table().name(), name -> new ArrayList<>())
                .add(draft));
        List<List<Draft>> groups = new ArrayList<>();
        List<Draft> group = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        int tables = 0;
        for (List<Draft> ofTable : byTable.values()) {
            Set<String> names = names(ofTable);
            if (tables == TABLES || names.stream().anyMatch(taken::contains)) {
                groups.add(group);
                group = new ArrayList<>();
                taken = new HashSet<>();
                tables = 0;
            }
            group.addAll(ofTable);
            taken.addAll(names);
            tables++;
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }

    private static Set<String> names(List<Draft> ofTable) {
        Set<String> names = new HashSet<>();
        names.add(ofTable.get(0).table().name().name());
        ofTable.stream().filter(Draft::isRelation).map(Draft::name).forEach(names::add);
        return names;
    }
}
