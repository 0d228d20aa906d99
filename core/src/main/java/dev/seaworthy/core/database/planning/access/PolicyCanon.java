package dev.seaworthy.core.database.planning.access;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.planning.survey.Canon;
import dev.seaworthy.core.database.planning.survey.Draft;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.planning.survey.TableCopy;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.Policy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Declared policies as PostgreSQL writes them, for whoever they are. */
public final class PolicyCanon {
    private final Session session;
    private final Canon canon;

    public PolicyCanon(Survey survey) {
        this.session = survey.session();
        this.canon = survey.canon();
    }

    /** By table and name; without those that could not be compared or that PostgreSQL refuses. */
    Map<TableName, Map<String, LivePolicy>> of(Map<Table, List<Policy>> policies) throws SQLException {
        List<Draft> drafts = new ArrayList<>();
        policies.forEach((table, ofTable) -> ofTable.forEach(policy -> drafts.add(draft(policy, table, table.name()))));
        Map<TableName, Map<String, LivePolicy>> written = new HashMap<>();
        of(drafts)
                .forEach(
                        (draft, policy) -> written.computeIfAbsent(draft.table().name(), table -> new HashMap<>())
                                .put(draft.name(), policy));
        return written;
    }

    /** By draft; without those that could not be compared or that PostgreSQL refuses. */
    public Map<Draft, LivePolicy> of(List<Draft> drafts) throws SQLException {
        return canon.of(drafts, copies -> LivePolicy.read(session, copies));
    }

    /**
     * A policy, as if it were for everyone: what its conditions mean does not depend on whom it is for.
     *
     * @param shownAs the table in messages
     */
    public static Draft draft(Policy policy, Table table, TableName shownAs) {
        return new Draft(
                table,
                policy.name(),
                Draft.Kind.POLICY,
                PolicySql.createForEveryone(policy, TableCopy.of(table)),
                "policy " + policy + " of " + shownAs);
    }
}
